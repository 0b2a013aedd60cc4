/** Search over all that the rows of things say, one match after the other. */

/** @type {string[]} */
let texts = [];
/** @type {number[]} */
let matches = [];
let current = -1;

const read = () => {
  if (!texts.length) texts = rows.map(wordsOf);
};

/** @type {(step: number) => void} */
const go = (step) => {
  if (!matches.length) return;
  current = (current + step + matches.length) % matches.length;
  const n = matches[current];
  select(n);
  reveal(shownFor(n));
  say(`${current + 1} of ${matches.length}: ${typeOf(n)} ${titleOf(n)}`);
};

/** @type {(query: string) => void} */
const search = (query) => {
  const words = split(query);
  read();
  matches = [];
  current = -1;
  // What is called just so comes before what is only called alike.
  const whole = words.map((word) => new RegExp(`(?<![\\w.:-])${word.replace(/\W/g, "\\$&")}(?![\\w.:-])`));
  /** @type {number[]} */
  const alike = [];
  texts.forEach((text, n) => {
    if (!words.length || !words.every((word) => text.includes(word))) return;
    (whole.every((word) => word.test(text)) ? matches : alike).push(n);
  });
  matches.push(...alike);
  mark("hit", matches);
  say(words.length && !matches.length ? "Nothing found." : "");
  go(1);
};

const field = one("#find");
// Before anybody waits for it.
on(window, "load", () => setTimeout(read, 99));
on(field, "input", () => search(field.value));
on(field, "keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  go(event.shiftKey ? -1 : 1);
});
on(one("#next"), "click", () => go(1));
on(one("#previous"), "click", () => go(-1));
on(document, "keydown", (event) => {
  if (event.key === "Escape") letGo();
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.matches("input, select")) return;
  event.preventDefault();
  field.select();
});
