/** Sort tables by a column, sift their rows by words, copy them. */

const { compare } = new Intl.Collator("en", { numeric: true });

/** @type {(found: {table: any, heads: any[], body: any[]}, column: number) => void} */
const sort = ({ table, heads, body }, column) => {
  const isDown = heads[column].getAttribute("aria-sort") === "ascending";
  heads.forEach((head) => head.removeAttribute("aria-sort"));
  heads[column].setAttribute("aria-sort", isDown ? "descending" : "ascending");
  const keyed = body.map((row) => ({ row, key: textOf(row.cells[column]) }));
  // What says nothing comes last, either way.
  keyed.sort((a, b) => Number(!a.key) - Number(!b.key) || compare(a.key, b.key) * (isDown ? -1 : 1));
  table.tBodies[0].append(...keyed.map(({ row }) => row));
};

for (const found of tables) {
  const { table, title, heads, body } = found;
  /** @type {string[]} */
  let said = [];
  heads.forEach((head, column) => head.replaceChildren(button(textOf(head), () => sort(found, column))));
  const field = make("input", "", { type: "search", placeholder: "filter", "aria-label": `Filter ${title}` });
  on(field, "input", () => {
    const words = split(field.value);
    said = said.length ? said : body.map(wordsOf);
    found.unsaid = new Set(body.filter((_, n) => !words.every((word) => said[n].includes(word))));
    showRows(found);
  });
  const tools = make("p", "", { class: "tools" });
  tools.append(
    field,
    button("Copy as CSV", () => copy(toCsv(seenTexts(table)))),
    button("Copy as Markdown", () => copy(toMarkdown(seenTexts(table)))),
    make("output"),
  );
  table.parentNode.before(tools);
}
