/** Light what belongs together in the picture, and dim the rest. */

/**
 * The numbers of what an element of the picture shows.
 * @type {(shape: Element) => number[]}
 */
const thingsIn = (shape) => {
  const own = one(".own", shape) || shape;
  const href = own.getAttribute("href");
  const nodes = own.dataset.nodes || (href ? decodeURIComponent(href.slice(1)) : own.dataset.node);
  return nodes ? nodes.split(" ").flatMap((/** @type {string} */ node) => numbers.get(node) ?? []) : [];
};

/** @type {Map<number, any[]>} */
const shapes = new Map(rows.map((_, n) => [n, []]));
all(".own, .row, .container", svg).forEach((shape) => thingsIn(shape).forEach((n) => shapes.get(n)?.push(shape)));

const lines = all("[data-parts]", svg).map((line) => ({ line, parts: line.dataset.parts.split(" ") }));

/**
 * Give a class to what shows one of some things, and to the lines between two of them.
 * @type {(name: string, things: Iterable<number>) => void}
 */
const mark = (name, things) => {
  all(`.${name}`, svg).forEach((old) => old.classList.remove(name));
  const marked = new Set();
  for (const n of things) {
    for (const shape of shapes.get(n) || []) {
      shape.classList.add(name);
      marked.add(shape.id || shape.parentNode.id);
    }
  }
  // The cables come before the marks at their ends, which go by them.
  for (const { line, parts } of lines) {
    if (parts.filter((/** @type {string} */ part) => marked.has(part)).length < Math.min(2, parts.length)) continue;
    line.classList.add(name);
    if (line.id) marked.add(line.id);
  }
};

/** @type {number | undefined} */
let lit;

/** @type {(n: number | undefined) => void} */
const light = (n) => {
  if (n === lit) return;
  lit = n;
  svg.classList.toggle("lit", n !== undefined);
  mark("on", n === undefined ? [] : wayOf(n));
};

/**
 * The thing that a point of the picture shows; of a cable its inner end.
 * @type {(target: Element) => number | undefined}
 */
const thingUnder = (target) => {
  const shape = /** @type {any} */ (target.closest(".own, .row, .container, [data-parts]"));
  const parts = shape?.dataset.parts?.split(" ").map((/** @type {string} */ id) => one(`#${id}`));
  /** @type {number[]} */
  const ends = (parts || (shape ? [shape] : [])).flatMap((/** @type {Element} */ part) => thingsIn(part)[0] ?? []);
  return ends.find((n) => index.out[n].some((far) => ends.includes(far))) ?? ends[0];
};
