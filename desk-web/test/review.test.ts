import { beforeEach, expect, it, vi } from "vitest";
import { going } from "../src/going.js";
import { DeskReview } from "../src/review.js";

customElements.define("desk-review", DeskReview);

const went = vi.fn();
let posted: Record<string, unknown>[] = [];
let answer: () => Response;

beforeEach(() => {
  posted = [];
  localStorage.clear();
  sessionStorage.clear();
  went.mockReset();
  Object.assign(going, { to: went, again: went });
  answer = () => Response.json({ corrections: [{ number: 7, field: "exists" }], shown: true }, { status: 201 });
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    posted.push(JSON.parse(init.body as string) as Record<string, unknown>);
    return answer();
  });
  document.body.innerHTML = `<desk-review document="d-1" item="v1" next="/review?cursor=x" writes>
    <form class="judge"><input name="who"><input name="why" value="no such act">
    <button name="verdict" value="accept">A</button><button type="button" name="edit">E</button>
    <select name="field"><option>event</option><option>date</option></select><input name="value" list="types"><datalist id="types"></datalist>
    <p data-said></p></form></desk-review>`;
});

const press = (key: string, target: Element = document.body) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const who = (name: string) => (document.querySelector<HTMLInputElement>("[name=who]")!.value = name);
const said = () => document.querySelector("[data-said]")!.textContent;
const sent = () => vi.waitFor(() => expect(went).toHaveBeenCalled());

it("asks who judges before it sends anything", () => {
  press("a");
  expect(posted).toEqual([]);
  expect(said()).toContain("who judges");
});

it("rejects by key and goes on to the next event", async () => {
  who("A. Reader");
  press("x");
  await sent();
  expect(posted).toEqual([{ verdict: "reject", who: "A. Reader", why: "no such act", document: "d-1", item: "v1" }]);
  expect(went).toHaveBeenCalledWith("/review?cursor=x");
  expect(localStorage.getItem("communique.who")).toBe("A. Reader");
});

it("takes back what it sent last", async () => {
  who("A. Reader");
  press("x");
  await sent();
  went.mockReset();
  press("u");
  await sent();
  expect(posted.at(-1)).toEqual({ verdict: "undo", who: "A. Reader", correction: 7 });
});

it("says why the desk refuses, and stays", async () => {
  who("A. Reader");
  answer = () => Response.json({ title: "Forbidden", detail: "Judging needs the desk's token." }, { status: 403 });
  press("a");
  await vi.waitFor(() => expect(said()).toBe("Judging needs the desk's token."));
  expect(went).not.toHaveBeenCalled();
});

it("takes no keys from inputs, or with Ctrl", () => {
  who("A. Reader");
  press("a", document.querySelector("[name=why]")!);
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "a", ctrlKey: true, bubbles: true }));
  expect(posted).toEqual([]);
});
