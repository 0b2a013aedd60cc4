/** Tables in a notation that others read: CSV and Markdown. */

/**
 * One cell of RFC 4180, but that none is taken for a formula.
 * @type {(text: string) => string}
 */
const csvCell = (text) => {
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/**
 * One cell of Markdown: code, so that a text means nothing but itself.
 * @type {(text: string) => string}
 */
const markdownCell = (text) =>
  text.split("\n").filter(Boolean).map((line) => {
    const runs = [...line.matchAll(/`+/g)].map(([run]) => run.length);
    const fence = "`".repeat(Math.max(0, ...runs) + 1);
    const gap = /^`|`$/.test(line) ? " " : "";
    return fence + gap + line.replaceAll("|", "\\|") + gap + fence;
  }).join("<br>");

/**
 * The texts of a table's head and of the rows that are seen.
 * @type {(table: HTMLTableElement) => string[][]}
 */
const seenTexts = (table) =>
  [...table.rows].filter((row) => !row.hidden && row.cells[1]).map((row) => [...row.cells].map(textOf));

/** @type {(cells: string[][]) => string} */
const toCsv = (cells) => cells.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");

/** @type {(cells: string[][]) => string} */
const toMarkdown = ([head, ...body]) =>
  [head, head.map(() => "---"), ...body.map((row) => row.map(markdownCell))]
    .map((row) => `| ${row.join(" | ")} |\n`).join("");
