/** Tell all about one thing beside the picture, from what the tables say. */

const details = one("#details");
const MANY = 20;

/**
 * The thing with what is its own: namespace and links, or the ports on it.
 * @type {(n: number) => Set<number>}
 */
const partsOf = (n) => {
  const parts = new Set([n]);
  for (const part of parts) {
    const isLink = typeOf(part) === "link";
    const near = !isLink ? index.out[part] : part === n ? into[n] : [];
    near.filter((far) => !isLink || typeOf(far) === "link").forEach((far) => parts.add(far));
  }
  return parts;
};

/** @type {(title: string, items: any[]) => any[]} */
const list = (title, items) => {
  if (!items.length) return [];
  const made = make("ul");
  made.append(...items.slice(0, MANY));
  if (items[MANY]) made.append(make("li", `and ${items.length - MANY} more`));
  return [make("h3", title), made];
};

/** @type {(n: number) => any} */
const linkItem = (n) => {
  const item = make("li", `${typeOf(n)} `);
  item.append(make("a", titleOf(n), { href: addressOf(n) }));
  return item;
};

/** @type {(heads: Element[], row: HTMLTableRowElement) => any} */
const rowItem = (heads, row) => {
  const item = make("li");
  [...row.cells].forEach((cell, n) => {
    if (textOf(cell)) item.append(make("span", textOf(cell), { title: textOf(heads[n]) }), " ");
  });
  return item;
};

/** @type {(n: number) => void} */
const tell = (n) => {
  const facts = make("dl");
  const parts = [...partsOf(n)];
  const related = [];
  for (const { table, title, heads, body } of tables) {
    if (table.contains(rows[n])) {
      heads.forEach((head, column) => {
        const value = textOf(rows[n].cells[column]);
        if (!value) return;
        const line = make("div");
        const told = make("dd", value);
        told.append(button("Copy", () => copy(value), { "aria-label": `Copy ${textOf(head)}` }));
        line.append(make("dt", textOf(head)), told);
        facts.append(line);
      });
    }
    const own = new Set(parts.flatMap((part) => about[part].concat(part === n ? [] : rows[part])));
    related.push(...list(title, body.filter((row) => own.has(row)).map((row) => rowItem(heads, row))));
  }
  const top = make("p", `${typeOf(n)} `);
  top.append(
    button("Row in the table", () => rows[n].scrollIntoView({ block: "center" })),
    button("Close", letGo),
  );
  details.replaceChildren(
    top,
    make("h3", titleOf(n), { tabindex: "-1" }),
    facts,
    ...list("Way out", [...reach([n], index.out)].slice(1).map(linkItem)),
    ...list("Leads here", into[n].map(linkItem)),
    ...related,
  );
  details.hidden = false;
  details.scrollTop = 0;
};
