/** Walk through the cells of a table with the arrows, and copy the value of one. */

/** @type {any} */
const copier = button("", () => copy(textOf(copier.parentNode)), { class: "copier", "aria-label": "Copy this cell" });

/** @type {(event: any) => any} */
const cellAt = (event) => event.target.closest?.(".table tbody :is(td, th)");

/** @type {(event: any) => void} */
const offer = (event) => {
  const cell = cellAt(event);
  if (cell && textOf(cell) && copier.parentNode !== cell) cell.append(copier);
};

/** @type {Record<string, number[]>} */
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** @type {(event: any) => void} */
const walk = (event) => {
  const cell = cellAt(event);
  if (cell === event.target && event.key === "Enter") one("a", cell)?.click();
  const step = STEPS[event.key];
  if (!cell || !step || event.altKey || event.ctrlKey || event.metaKey) return;
  const seen = [...cell.parentNode.parentNode.rows].filter((row) => !row.hidden);
  const goal = seen[seen.indexOf(cell.parentNode) + step[0]]?.cells[cell.cellIndex + step[1]];
  event.preventDefault();
  if (!goal) return;
  cell.removeAttribute("tabindex");
  goal.tabIndex = 0;
  goal.focus();
};

for (const { table, body } of tables) {
  if (!body[0]) continue;
  body[0].cells[0].tabIndex = 0;
  table.setAttribute("role", "grid");
  // Else the keyboard would come by each of thousands of rows.
  all("tbody a", table).forEach((link) => link.setAttribute("tabindex", "-1"));
}
on(document, "pointerover focusin", offer);
on(document, "keydown", walk);
