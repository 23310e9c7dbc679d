import { afterEach, expect, it, vi } from "vitest";
import { followSuggestions } from "../src/suggest.js";

afterEach(() => vi.unstubAllGlobals());

it("offers whose names begin so, and nothing where the input asks for none", async () => {
  document.body.innerHTML = `<form><input name="actor" data-suggest><input name="text"></form>`;
  const asked: string[] = [];
  vi.stubGlobal("fetch", (address: URL) => {
    asked.push(address.search);
    const items = [{ term: "FRA", name: "France", count: 1200 }, { term: "Frank", name: "Frank", count: 1 }];
    return Promise.resolve({ ok: true, json: () => Promise.resolve({ items }) });
  });
  followSuggestions();
  const type = (name: string, value: string) => {
    const input = document.querySelector<HTMLInputElement>(`[name=${name}]`)!;
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  type("text", "fr");
  type("actor", "f");
  type("actor", "fr");
  await vi.waitFor(() => expect(document.querySelectorAll("datalist option").length).toBe(2));
  expect(asked).toEqual(["?begins=fr&limit=10"]);
  expect(document.querySelector("input")!.getAttribute("list")).toBe("suggest-actor");
  const first = document.querySelector<HTMLOptionElement>("option")!;
  expect([first.value, first.getAttribute("label")]).toEqual(["FRA", "FRA: France, 1,200 events"]);
});
