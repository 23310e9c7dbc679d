// <desk-review>: sends judgements, says what came of them, and goes on. Nothing is overwritten: undo is a judgement too.
import { going } from "./going.js";

const WHO = "communique.who";
const SENT = "communique.sent";

/** The last judgement of this browser: its corrections, and the address where it was made. */
interface Sent {
  corrections: number[];
  address: string;
  says: string;
}

interface Judged {
  corrections: { number: number; field: string }[];
  shown: boolean;
}

export class DeskReview extends HTMLElement {
  private form: HTMLFormElement | null = null;
  private busy = false;

  connectedCallback(): void {
    this.form = this.querySelector("form.judge");
    document.addEventListener("keydown", this.key);
    if (!this.form) return;
    const who = this.input("who");
    if (who && !who.value) who.value = localStorage.getItem(WHO) ?? "";
    const before = sent();
    if (before) this.say(`${before.says} U takes it back.`);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.judge((event.submitter as HTMLButtonElement | null)?.value ?? "accept");
    });
    this.form.querySelector("[name=edit]")?.addEventListener("click", () => this.edit());
    this.form.querySelector("[name=field]")?.addEventListener("change", () => this.suggest());
    this.suggest();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.key);
  }

  private readonly key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && this.form?.contains(event.target as Node)) (event.target as HTMLElement).blur();
    if ((event.target as Element).closest("input, textarea, select, [contenteditable]")) return;
    const acts: Record<string, () => void> = {
      a: () => void this.judge("accept"), x: () => void this.judge("reject"), u: () => void this.judge("undo"),
      e: () => this.edit(), s: () => this.skip(),
    };
    const act = acts[event.key.toLowerCase()];
    if (!act || (!this.form && event.key.toLowerCase() !== "s")) return;
    event.preventDefault();
    act();
  };

  private input(name: string): HTMLInputElement | null {
    return this.form?.querySelector<HTMLInputElement>(`[name=${name}]`) ?? null;
  }

  private say(words: string): void {
    const place = this.querySelector("[data-said]");
    if (place) place.textContent = words;
  }

  private edit(): void {
    this.form?.querySelector<HTMLElement>("[name=field]")?.focus();
  }

  private skip(): void {
    const link = this.querySelector<HTMLAnchorElement>("[data-skip]");
    going.to(link?.href || this.getAttribute("next") || "/review");
  }

  /** Types are offered for the field of types alone. */
  private suggest(): void {
    const value = this.input("value");
    const list = this.form?.querySelector("datalist")?.id;
    if (!value || !list) return;
    if (this.form?.querySelector<HTMLSelectElement>("[name=field]")?.value === "event") value.setAttribute("list", list);
    else value.removeAttribute("list");
  }

  private async judge(verdict: string): Promise<void> {
    const who = this.input("who")?.value.trim() ?? "";
    if (this.busy || !this.form) return;
    if (!who) {
      this.say("Say first who judges.");
      this.input("who")?.focus();
      return;
    }
    localStorage.setItem(WHO, who);
    this.busy = true;
    this.say("…");
    try {
      if (verdict === "undo") await this.undo(who);
      else await this.decide(verdict, who);
    } catch (error) {
      this.say(error instanceof Error ? error.message : "The desk does not answer.");
    }
    this.busy = false;
  }

  private async decide(verdict: string, who: string): Promise<void> {
    const field = this.form!.querySelector<HTMLSelectElement>("[name=field]")?.value ?? "";
    const value = this.input("value")?.value ?? "";
    const edits = verdict === "edit" ? { field, value } : {};
    const item = this.getAttribute("item") ?? "";
    const judged = await post({
      verdict, who, why: this.input("why")?.value ?? "", document: this.getAttribute("document") ?? "", item, ...edits,
    });
    const done: Record<string, string> = { accept: "Accepted.", reject: "Rejected.", edit: `Saved: ${field} is ${value}.` };
    this.remember(judged, done[verdict] ?? "Done.");
    going.to(verdict === "edit" ? this.own() : this.getAttribute("next") || "/review");
  }

  private async undo(who: string): Promise<void> {
    const before = sent();
    const newest = Number(document.querySelector<HTMLElement>("tr[data-correction]")?.dataset["correction"]);
    const numbers = before ? before.corrections : newest ? [newest] : [];
    if (!numbers.length) return this.say("There is nothing to take back.");
    for (const correction of [...numbers].reverse()) await post({ verdict: "undo", who, correction });
    sessionStorage.removeItem(SENT);
    this.say("Taken back.");
    if (before) return going.to(before.address);
    return going.again();
  }

  /** The address of this event, whosever turn it is, with the filters in force. */
  private own(): string {
    const filters = new URLSearchParams(location.search);
    filters.set("document", this.getAttribute("document") ?? "");
    filters.set("id", this.getAttribute("item") ?? "");
    return `/review?${filters}`;
  }

  private remember(judged: Judged, says: string): void {
    const kept: Sent = { corrections: judged.corrections.map((one) => one.number), address: this.own(), says };
    sessionStorage.setItem(SENT, JSON.stringify(kept));
  }
}

function sent(): Sent | null {
  const kept = sessionStorage.getItem(SENT);
  return kept ? (JSON.parse(kept) as Sent) : null;
}

async function post(judgement: Record<string, unknown>): Promise<Judged> {
  const answer = await fetch("/api/judgements", {
    method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" }, body: JSON.stringify(judgement),
  });
  const body = (await answer.json()) as Judged & { detail?: string; title?: string };
  if (!answer.ok) throw new Error(body.detail ?? body.title ?? `The desk answers ${answer.status}.`);
  return body;
}
