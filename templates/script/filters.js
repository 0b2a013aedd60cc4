/** Leave of the picture and the tables only what belongs to a network, kind, project or state. */

/**
 * The title of each filter, with the tables and columns that its values stand in.
 * @type {[string, ...string[]][]}
 */
const FILTERS = [
  ["Network", "networks network", "links networks", "containers networks"],
  ["Kind", "links kind"],
  ["Project", "containers project"],
  ["State", "containers state", "links state"],
];

/**
 * Each filter, with the things of each of its values.
 * @type {{choice: any, values: Map<string, number[]>}[]}
 */
const filters = [];
/** Rows that the filters leave out. */
const leftOut = new Set();

/** @type {(columns: string[]) => Map<string, number[]>} */
const valuesOf = (columns) => {
  const values = new Map();
  for (const { name, heads, body } of tables) {
    const place = heads.findIndex((head) => columns.includes(`${name} ${head.dataset.name}`));
    for (const row of body) {
      for (const value of row.id && place >= 0 ? textOf(row.cells[place]).split("\n") : []) {
        if (!values.has(value)) values.set(value, []);
        values.get(value).push(numbers.get(row.id));
      }
    }
  }
  values.delete("");
  return values;
};

/** @type {(table: any) => void} */
const showRows = ({ section, body, unsaid }) => {
  let seen = 0;
  for (const row of body) {
    row.hidden = leftOut.has(row) || unsaid.has(row);
    seen += Number(!row.hidden);
  }
  one("output", section).textContent = seen < body.length ? `${seen} shown` : "";
  // The keyboard enters a table at one of its cells, which has to be there.
  const entry = one("tbody [tabindex='0']", section);
  if (!seen || !entry.parentNode.hidden) return;
  entry.removeAttribute("tabindex");
  body.find((/** @type {HTMLElement} */ row) => !row.hidden).cells[0].tabIndex = 0;
};

const applyFilters = () => {
  /** @type {Set<number> | null} */
  let left = null;
  for (const { choice, values } of filters) {
    if (!choice.value) continue;
    const things = values.get(choice.value) || [];
    // Of a network not all that leads to its bridge, or to its parent, is on it; nor is all that
    // a container leads to. Itself it is, stopped or unseen, where no link leads to the network.
    /** @type {(type: string) => number[]} */
    const but = (type) => things.filter((n) => typeOf(n) !== type || choice.name !== "Network");
    const found = new Set([...things, ...reach(but("container"), index.out), ...reach(but("link"), into)]);
    left = new Set([...(left || found)].filter((n) => found.has(n)));
  }
  svg.classList.toggle("sifted", !!left);
  mark("left", left || []);
  leftOut.clear();
  if (left) for (const [row, n] of thingOf) if (!left.has(n)) leftOut.add(row);
  tables.forEach(showRows);
  say(left ? `${left.size} of ${rows.length} things are left.` : "");
};

for (const [title, ...columns] of FILTERS) {
  const values = valuesOf(columns);
  if (!values.size) continue;
  const choice = make("select", "", { name: title });
  choice.append(make("option", "any", { value: "" }));
  [...values.keys()].sort(compare).forEach((value) => choice.append(make("option", value, { value })));
  on(choice, "change", applyFilters);
  filters.push({ choice, values });
  const label = make("label", `${title} `);
  label.append(choice);
  one("#filters").append(label);
}
