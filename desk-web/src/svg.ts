// Making elements, and the one tooltip that all drawings share.

const SVG = "http://www.w3.org/2000/svg";
type Attributes = Record<string, string | number>;

export function svg<K extends keyof SVGElementTagNameMap>(
  name: K, attributes: Attributes = {}, ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(SVG, name) as SVGElementTagNameMap[K], attributes, children);
}

export function html<K extends keyof HTMLElementTagNameMap>(
  name: K, attributes: Attributes = {}, ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(name), attributes, children);
}

function filled<E extends Element>(element: E, attributes: Attributes, children: (Node | string)[]): E {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

export const number = (value: number): string => value.toLocaleString("en");

export const plural = (count: number, word: string): string => `${number(count)} ${word}${count === 1 ? "" : "s"}`;

let tip: HTMLElement | undefined;

/** Shows lines of text beside the pointer; no lines hide it. It repeats what titles and tables say, for the eye. */
export function tell(lines: readonly string[], x = 0, y = 0): void {
  if (!lines.length) {
    if (tip) tip.hidden = true;
    return;
  }
  if (!tip?.isConnected) {
    tip = html("div", { class: "tip", "aria-hidden": "true" });
    document.body.append(tip);
  }
  tip.replaceChildren(...lines.map((line, n) => html(n ? "span" : "strong", {}, line)));
  tip.hidden = false;
  const { offsetWidth: width, offsetHeight: height } = tip;
  const left = Math.min(x + 14, document.documentElement.clientWidth - width - 8);
  const top = y + 18 + height > window.innerHeight ? y - height - 10 : y + 18;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${top}px`;
}

/** The counts of quad codes 1 to 4 in words, without those of zero. */
export function quadLines(quads: readonly number[], names: readonly string[]): string[] {
  return quads.flatMap((count, n) => (count ? [`${number(count)} ${names[n] ?? ""}`] : []));
}

/** A key to the colours of the four quad codes. */
export function legend(names: readonly string[]): HTMLElement {
  const list = html("ul", { class: "key", "aria-label": "Colours" });
  names.forEach((name, n) => list.append(html("li", { class: `q${n + 1}` }, name)));
  return list;
}

/** Calls `draw` with the width of `element` now and whenever it changes; gives what stops it. */
export function atWidth(element: Element, draw: (width: number) => void): () => void {
  let last = 0;
  const look = () => {
    const width = Math.floor(element.getBoundingClientRect().width);
    if (width && width !== last) draw((last = width));
  };
  const observer = new ResizeObserver(look);
  observer.observe(element);
  look();
  return () => observer.disconnect();
}
