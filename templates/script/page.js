/** Short ways to what a page is made of. Elements are looked up loosely, all else is typed. */

/** @type {(selector: string, from?: ParentNode) => any} */
const one = (selector, from = document) => from.querySelector(selector);

/** @type {(selector: string, from?: ParentNode) => any[]} */
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

/** @type {(target: EventTarget, types: string, act: (event: any) => void) => void} */
const on = (target, types, act) =>
  types.split(" ").forEach((type) => target.addEventListener(type, act, { passive: false }));

/** @type {(tag: string, text?: string, attributes?: Record<string, string>) => any} */
const make = (tag, text = "", attributes = {}) => {
  const made = document.createElement(tag);
  made.textContent = text;
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
};

/** @type {(text: string, act: () => void, attributes?: Record<string, string>) => any} */
const button = (text, act, attributes) => {
  const made = make("button", text, { type: "button", ...attributes });
  on(made, "click", act);
  return made;
};

/** @type {(node: Node) => string} */
const textOf = (node) => (node.textContent || "").trim();

/** @type {(row: HTMLTableRowElement) => string} */
const wordsOf = (row) => [...row.cells].map(textOf).join("\n").toLowerCase();

/** @type {(query: string) => string[]} */
const split = (query) => query.toLowerCase().split(/\s+/).filter(Boolean);

/** @type {(text: string) => void} */
const say = (text) => {
  one("#said").textContent = text;
};
