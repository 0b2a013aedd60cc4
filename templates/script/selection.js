/** The selected thing: lit in the picture, told beside it, named by the address of the page. */

/** @type {number | undefined} */
let selected;

/** @type {(hash: string) => void} */
const remember = (hash) => {
  try {
    history.pushState(null, "", hash);
  } catch {
    // A page inside another one may have no address of its own.
  }
};

/**
 * The first element that shows a thing, or what that leads to.
 * @type {(n: number) => any}
 */
const shownFor = (n) => [...reach([n], index.out)].flatMap((near) => shapes.get(near) || [])[0];

/** @type {(n: number | undefined) => void} */
const choose = (n) => {
  const wasWhole = scale === fitting;
  selected = n;
  mark("chosen", n === undefined ? [] : [n]);
  all("tr.chosen").forEach((row) => row.classList.remove("chosen"));
  light(n);
  if (n === undefined) {
    details.hidden = true;
  } else {
    rows[n].classList.add("chosen");
    tell(n);
  }
  // The details take their room from the picture.
  if (wasWhole) fit();
};

/** @type {(n: number) => void} */
const select = (n) => {
  if (n !== selected) remember(addressOf(n));
  choose(n);
};

const letGo = () => {
  if (selected === undefined) return;
  const shape = shownFor(selected) || stage;
  const hadFocus = details.contains(document.activeElement);
  remember("#picture");
  choose(undefined);
  if (hadFocus) shape.focus();
};

const followAddress = () => {
  const n = thingAt(location.hash);
  choose(n);
  if (n !== undefined) reveal(shownFor(n));
};

/** @type {(event: any) => void} */
const follow = (event) => {
  const link = event.target.closest("a[href^='#']");
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const isShape = svg.contains(event.target);
  const n = isShape ? thingUnder(event.target) : link && (thingOf.get(link.closest("tr")) ?? thingAt(link.hash));
  if (n == null) return;
  event.preventDefault();
  select(n);
  // What was clicked may have moved, since the details took some room.
  if (isShape) event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
  else reveal(shownFor(n));
  // Not by a mouse, but by a key.
  if (!event.detail) one("h3", details).focus();
};

on(document, "click", follow);
// An SVG that listens to the focus takes it itself.
// What only comes to lie under a mouse at rest, since details opened, is not pointed at.
on(sheet, "pointermove focusin", (event) => light(thingUnder(event.target) ?? selected));
on(sheet, "pointerleave focusout", () => light(selected));
on(window, "popstate", followAddress);
// Not before the browser has gone to the row of that name.
on(window, "load", () => setTimeout(followAddress));
