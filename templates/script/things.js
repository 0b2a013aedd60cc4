/**
 * The things of the report by number, and what leads where.
 *
 * A thing has a row of its own, and its number is that of the row among all such rows.
 * Nothing here is more than the page says without this script.
 */

/** @type {{out: number[][], about: Record<string, number[]>}} */
const index = JSON.parse(one("#index").text);

const rows = all("tr[id]");
/** @type {Map<string, number>} */
const numbers = new Map(rows.map((row, n) => [row.id, n]));

/** The tables, each with its rows in the order in which they came. */
const tables = all(".table table").map((table) => ({
  table,
  section: table.closest("section"),
  name: table.closest("section").id,
  title: table.parentNode.getAttribute("aria-label"),
  heads: [...table.tHead.rows[0].cells],
  // A row of one cell only says that there is none.
  body: [...table.tBodies[0].rows].filter((row) => row.cells[1]),
  // Those without the words above the table.
  unsaid: new Set(),
}));

/**
 * What is next on the way in, as `index.out` is on the way out.
 * @type {number[][]}
 */
const into = rows.map(() => /** @type {number[]} */ ([]));
index.out.forEach((ends, n) => ends.forEach((end) => into[end].push(n)));

/** What each row is about, and the rows of other tables about each thing. */
const thingOf = new Map(rows.map((row, n) => [row, n]));
const about = rows.map(() => /** @type {HTMLTableRowElement[]} */ ([]));
for (const { name, body } of tables) {
  index.about[name]?.forEach((n, place) => {
    about[n]?.push(body[place]);
    if (n >= 0) thingOf.set(body[place], n);
  });
}

/** @type {(starts: Iterable<number>, next: number[][]) => Set<number>} */
const reach = (starts, next) => {
  /** @type {Set<number>} */
  const found = new Set();
  // One way to its end, then the next: so they are told.
  const waiting = [...starts];
  while (waiting.length) {
    const n = /** @type {number} */ (waiting.pop());
    if (found.has(n)) continue;
    found.add(n);
    waiting.push(...next[n].slice().reverse());
  }
  return found;
};

/**
 * The whole way through a thing, from containers to the uplink.
 * @type {(n: number) => Set<number>}
 */
const wayOf = (n) => new Set([...reach([n], index.out), ...reach([n], into)]);

/** @type {(n: number) => string} */
const typeOf = (n) => rows[n].id.split("/")[0];

/** @type {(n: number) => string} */
const titleOf = (n) => textOf(one("th", rows[n]));

/** @type {(n: number) => string} */
const addressOf = (n) => `#${rows[n].id.replaceAll("%", "%25")}`;

/**
 * The number of the thing with an address such as #link/web1/eth0.
 * @type {(hash: string) => number | undefined}
 */
const thingAt = (hash) => {
  try {
    return numbers.get(decodeURIComponent(hash.slice(1)));
  } catch {
    return undefined;
  }
};
