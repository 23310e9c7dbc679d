// <desk-reader>: fields and words light each other. Words carry the keys of all fields they belong to ("v1.actor e2"),
// fields their own; a field that stands on no words of its own lights those that its item rests on.

const RESTS: Record<string, string> = { v: "words", s: "cue", u: "action" };

export class DeskReader extends HTMLElement {
  private readonly words = new Map<string, HTMLElement[]>();
  private readonly fields = new Map<string, HTMLElement>();
  private lit: Element[] = [];
  private byKey = false;

  connectedCallback(): void {
    if (this.words.size) return;
    for (const word of this.querySelectorAll<HTMLElement>("[data-of]")) {
      for (const key of word.dataset["of"]!.split(" ")) this.words.set(key, [...(this.words.get(key) ?? []), word]);
    }
    for (const field of this.querySelectorAll<HTMLElement>("[data-field]")) this.fields.set(field.dataset["field"]!, field);
    this.addEventListener("pointerover", (event) => this.at(event.target as Element, false));
    this.addEventListener("pointerleave", () => this.light([]));
    this.addEventListener("focusin", (event) => this.at(event.target as Element, this.byKey));
    this.addEventListener("focusout", () => this.light([]));
    this.addEventListener("click", (event) => this.go(event.target as Element));
    document.addEventListener("keydown", this.key);
    document.addEventListener("pointerdown", this.pointer);
    addEventListener("hashchange", this.open);
    this.layers();
    this.open();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.key);
    document.removeEventListener("pointerdown", this.pointer);
    removeEventListener("hashchange", this.open);
  }

  private readonly key = () => (this.byKey = true);
  private readonly pointer = () => (this.byKey = false);

  /** The words that a field stands on, or its item. */
  wordsOf(key: string): HTMLElement[] {
    const [item = "", name] = key.split(".");
    const own = this.words.get(key);
    return own ?? (name === undefined ? [] : (this.words.get(`${item}.${RESTS[item[0] ?? ""]}`) ?? []));
  }

  private at(target: Element, scroll: boolean): void {
    const field = target.closest<HTMLElement>("[data-field]");
    const word = target.closest<HTMLElement>("[data-of]");
    if (field) {
      const found = this.wordsOf(field.dataset["field"]!);
      this.light([field, ...found]);
      if (scroll) found[0]?.scrollIntoView({ block: "nearest" });
    } else if (word) {
      const keys = word.dataset["of"]!.split(" ");
      this.light([word, ...keys.flatMap((key) => [...(this.fields.get(key) ? [this.fields.get(key)!] : []), ...(key.includes(".") ? [] : this.wordsOf(key))])]);
    } else this.light([]);
  }

  private light(elements: Element[]): void {
    for (const element of this.lit) element.classList.remove("lit");
    this.lit = elements;
    for (const element of elements) element.classList.add("lit");
  }

  /** A click goes to the other end: from a field to its first word, from a word to the first of its fields. */
  private go(target: Element): void {
    if (target.closest("a, button") || !getSelection()?.isCollapsed) return;
    const field = target.closest<HTMLElement>("[data-field]");
    const word = target.closest<HTMLElement>("[data-of]");
    if (field) this.wordsOf(field.dataset["field"]!)[0]?.scrollIntoView({ block: "center" });
    else if (word) {
      const keys = word.dataset["of"]!.split(" ");
      const found = keys.map((key) => this.fields.get(key)).find((one) => one);
      found?.scrollIntoView({ block: "nearest" });
    }
  }

  /** An address with #v1 opens on that item, with its words lit. */
  private readonly open = () => {
    const item = decodeURIComponent(location.hash.slice(1));
    const found = [...this.words].filter(([key]) => key.split(".")[0] === item).flatMap(([, words]) => words);
    const first = this.wordsOf(`${item}.`)[0] ?? found[0];
    if (!item || !first) return;
    this.light(found);
    first.scrollIntoView({ block: "center" });
    const article = [...this.querySelectorAll<HTMLElement>("[data-item]")].find((one) => one.dataset["item"] === item);
    const list = article?.parentElement;
    if (article && list && list.scrollHeight > list.clientHeight) list.scrollTop = article.offsetTop - list.offsetTop;
  };

  /** The legend's words become switches of their layer. */
  private layers(): void {
    for (const name of this.querySelectorAll<HTMLElement>(".legend .w")) {
      const layer = [...name.classList].find((one) => one.startsWith("l-"));
      if (!layer) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = name.className;
      button.textContent = name.textContent;
      button.setAttribute("aria-pressed", "true");
      button.title = `Show or hide: ${name.textContent ?? ""}`;
      button.addEventListener("click", () => {
        const off = this.classList.toggle(`no-${layer}`);
        button.setAttribute("aria-pressed", String(!off));
      });
      name.replaceWith(button);
    }
  }
}
