import { beforeEach, expect, it } from "vitest";
import { DeskReader } from "../src/reader.js";

customElements.define("desk-reader", DeskReader);

beforeEach(() => {
  location.hash = "";
  document.body.innerHTML = `<desk-reader>
    <p class="legend"><span class="w l-event">event</span></p>
    <p><span class="w" data-of="v1.actor e1">France</span> <span class="w l-event" data-of="v1.words">urged</span>
       <span class="w" data-of="v1.recipient e2">Mali</span> and <span class="w" data-of="e1">it</span></p>
    <article id="v1" data-item="v1"><dl><dd data-field="v1.actor" tabindex="0">France</dd>
      <dd data-field="v1.why" tabindex="0">rule 7</dd></dl></article></desk-reader>`;
});

const lit = () => [...document.querySelectorAll(".lit")].map((one) => one.textContent);
const over = (selector: string) => document.querySelector(selector)!.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));

it("lights the words of a field", () => {
  over('[data-field="v1.actor"]');
  expect(lit()).toEqual(["France", "France"]);
});

it("lights the words of the item where a field has none of its own", () => {
  over('[data-field="v1.why"]');
  expect(lit()).toEqual(["urged", "rule 7"]);
});

it("lights the fields of words, and the other mentions of who they name", () => {
  over('[data-of="v1.actor e1"]');
  expect(lit()).toEqual(["France", "it", "France"]);
});

it("goes out where the pointer leaves words and fields", () => {
  over('[data-field="v1.actor"]');
  over("p:not(.legend)");
  expect(lit()).toEqual([]);
});

it("opens on the item that the address names", () => {
  location.hash = "#v1";
  dispatchEvent(new Event("hashchange"));
  expect(lit()).toEqual(["France", "urged", "Mali"]);
});

it("makes the legend switches", () => {
  const button = document.querySelector<HTMLButtonElement>(".legend button")!;
  button.click();
  expect(button.getAttribute("aria-pressed")).toBe("false");
  expect(document.querySelector("desk-reader")!.classList.contains("no-l-event")).toBe(true);
});
