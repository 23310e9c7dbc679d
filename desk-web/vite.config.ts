import { copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const into = here("../src/communique/desk/static");

// One file with a name that does not change: the page asks for it with the program's version behind it, and the same
// sources give the same bytes, which CI checks. The folder holds files of others, so it is never emptied.
export default defineConfig({
  publicDir: false,
  build: {
    outDir: into,
    emptyOutDir: false,
    target: "es2022",
    modulePreload: false,
    rolldownOptions: { input: here("src/main.ts"), output: { format: "es", entryFileNames: "desk.js" } },
  },
  plugins: [
    {
      name: "world",
      closeBundle: () => copyFileSync(here("node_modules/world-atlas/countries-110m.json"), `${into}/world.json`),
    },
  ],
  test: { environment: "jsdom", include: ["test/**/*.test.ts"], setupFiles: ["test/setup.ts"] },
} as Parameters<typeof defineConfig>[0]);
