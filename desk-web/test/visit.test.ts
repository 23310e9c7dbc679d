import { expect, it, vi } from "vitest";
import { going } from "../src/going.js";
import { changed, visit } from "../src/visit.js";

it("sets filters, takes out those of null, and begins lists anew", () => {
  const address = new URL("http://desk/explore?event=AID&event=AGREE&from=2020-01-01&cursor=x.9#top");
  expect(changed(address, { from: null, actor: "FRA" }).href).toBe("http://desk/explore?event=AID&event=AGREE&actor=FRA");
  expect(address.searchParams.get("cursor")).toBe("x.9");
});

it("swaps what the page holds, and puts the address into the history", async () => {
  document.body.innerHTML = `<form class="filters"><input name="from" value=""></form><desk-explore class="brushing">old</desk-explore>`;
  vi.stubGlobal("fetch", async () => new Response(
    `<title>New</title><form class="filters"><input name="from" value="2024-01-01"></form><desk-explore><b>new</b></desk-explore>`));
  await visit(new URL("?from=2024-01-01", location.href));
  expect(document.querySelector("desk-explore")!.innerHTML).toBe("<b>new</b>");
  expect(document.querySelector<HTMLInputElement>("[name=from]")!.value).toBe("2024-01-01");
  expect(document.title).toBe("New");
});

it("lets the browser go where the desk does not answer", async () => {
  document.body.innerHTML = "<desk-explore>old</desk-explore>";
  const went = vi.fn();
  going.to = went;
  vi.stubGlobal("fetch", async () => new Response("too long", { status: 503 }));
  await visit(new URL("?from=2024-01-01", location.href));
  expect(went).toHaveBeenCalled();
  expect(document.querySelector("desk-explore")!.textContent).toBe("old");
});
