import { expect, it } from "vitest";
import { followKeys } from "../src/keys.js";

it("goes along rows, and leaves inputs alone", () => {
  Object.defineProperty(HTMLElement.prototype, "offsetParent", { get: () => document.body });
  document.body.innerHTML = `<input id="search"><table><tr data-row><td><a class="row-link" href="#1">1</a></td></tr>
    <tr data-row><td><a href="#who">who</a> <a class="row-link" href="#2">2</a></td></tr></table>`;
  followKeys();
  const press = (key: string, target: Element = document.body) =>
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const at = () => document.querySelector(".at")?.textContent?.trim();
  press("j");
  expect(at()).toBe("1");
  press("j");
  press("j");
  expect(at()).toBe("who 2");
  expect(document.activeElement?.textContent).toBe("2");
  press("k");
  expect(at()).toBe("1");
  press("/");
  expect(document.activeElement?.id).toBe("search");
  press("j", document.querySelector("#search")!);
  expect(at()).toBe("1");
});
