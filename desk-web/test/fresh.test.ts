import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { followArchive } from "../src/fresh.js";
import { going } from "../src/going.js";

let state: Record<string, unknown> | null;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = "<div data-live></div>";
  document.body.dataset["made"] = "2024-01-01T00:00:00+00:00";
  document.body.dataset["fresh"] = "";
  state = { made: "2024-01-01T00:00:00+00:00", making: false, fresh: true, problem: null };
  vi.stubGlobal("fetch", async () => {
    if (!state) throw new TypeError("no answer");
    return new Response(JSON.stringify(state));
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const said = () => document.querySelector("[data-live]")!.textContent;
const asked = () => vi.advanceTimersByTimeAsync(15_000);

it("says when the archive has grown, and leads to the newest", async () => {
  followArchive();
  await asked();
  expect(said()).toBe("");
  state!["made"] = "2024-01-02T00:00:00+00:00";
  await asked();
  expect(said()).toContain("has changed since this page was made");
  expect(document.querySelector("[data-live] a")!.getAttribute("href")).toBe(location.pathname + location.search);
});

it("says when the archive cannot be read, and when the desk is gone, and takes it back", async () => {
  followArchive();
  state!["problem"] = "a.db: no such file or directory";
  await asked();
  expect(said()).toContain("cannot be read any more: a.db");
  state = null;
  await asked();
  expect(said()).toContain("does not answer");
  state = { made: document.body.dataset["made"], making: false, fresh: true, problem: null };
  await asked();
  expect(said()).toBe("");
});

it("leaves a page that reads the archive itself alone when there is a newer snapshot", async () => {
  document.body.dataset["made"] = "";
  followArchive();
  state!["made"] = "2024-01-02T00:00:00+00:00";
  await asked();
  expect(said()).toBe("");
});

it("asks for the page again once there is a first snapshot", async () => {
  document.body.innerHTML = "<div data-live></div><p data-waits></p>";
  delete document.body.dataset["made"];
  going.again = vi.fn();
  state!["made"] = null;
  followArchive();
  await asked();
  expect(going.again).not.toHaveBeenCalled();
  state!["problem"] = "no space left on device";
  await asked();
  expect(said()).toContain("no space left");
  Object.assign(state!, { made: "2024-01-01T00:00:00+00:00", problem: null });
  await asked();
  expect(going.again).toHaveBeenCalledOnce();
});
