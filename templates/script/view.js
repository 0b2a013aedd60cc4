/** Move and zoom the picture inside its stage, which is a sheet that scrolls. */

const stage = one("#stage");
const svg = one("svg", stage);
const sheet = make("div");
// In pixels, while those of the box may be points.
const width = svg.width.baseVal.value;
const height = svg.height.baseVal.value;
svg.replaceWith(sheet);
sheet.append(svg);

let scale = 1;
/** What it was when it was made to fit; another one is the reader's own. */
let fitting = 1;

let isAll = false;

/**
 * Zoom so that what is at a point of the window stays there.
 * @type {(to: number, x: number, y: number) => void}
 */
const zoomAt = (to, x, y) => {
  const before = sheet.getBoundingClientRect();
  const room = stage.getBoundingClientRect().height;
  scale = Math.max(Math.min(fitting, 0.2), Math.min(8, to));
  sheet.style.width = `${width * scale}px`;
  sheet.style.height = `${height * scale}px`;
  svg.style.transform = `scale(${scale})`;
  // While somebody zooms out the page below stays where it is, and is not painted anew.
  stage.style.minHeight = `min(80vh, ${room}px)`;
  const after = sheet.getBoundingClientRect();
  const grown = after.width / before.width;
  stage.scrollBy(after.x - x + (x - before.x) * grown, after.y - y + (y - before.y) * grown);
};

/** @type {(to: number) => void} */
const zoom = (to) => {
  const { x, y } = stage.getBoundingClientRect();
  zoomAt(to, x + stage.clientWidth / 2, y + stage.clientHeight / 2);
};

/**
 * Show all of it, or as much as can be read; as the last time, if nothing is said.
 * @type {(whole?: boolean) => void}
 */
const fit = (whole = isAll) => {
  isAll = whole;
  fitting = Math.min(1, stage.clientWidth / width, isAll ? (innerHeight * 0.8) / height : 1);
  zoom(fitting);
  stage.style.minHeight = "";
};

/**
 * Bring an element of the picture into sight, large enough to be read.
 * @type {(shape: Element | undefined) => void}
 */
const reveal = (shape) => {
  if (scale < 0.8) zoom(0.8);
  // Of what is larger than the stage the head says what it is.
  const block = (shape?.getBoundingClientRect().height || 0) > stage.clientHeight ? "start" : "center";
  shape?.scrollIntoView({ block, inline: "center" });
};

/**
 * Where the mouse went down, or was last on its way.
 * @type {{x: number, y: number, moved?: boolean} | null}
 */
let drag = null;
/**
 * How far apart two fingers were.
 * @type {number | undefined}
 */
let spread;

const larger = () => zoom(scale * 1.25);
const smaller = () => zoom(scale / 1.25);
/**
 * The arrows are those of whatever scrolls.
 * @type {Record<string, () => void>}
 */
const keys = { "+": larger, "=": larger, "-": smaller, 0: () => fit(true) };

// A finger scrolls the stage by itself. What follows on it, or on a key, ends no drag.
on(stage, "pointerdown keydown", ({ button, pointerType, x, y }) => {
  drag = !button && pointerType === "mouse" ? { x, y } : null;
});
on(window, "pointermove", ({ x, y, buttons }) => {
  if (!drag || !buttons) return;
  // A hand is never quite still.
  if (!drag.moved && Math.hypot(x - drag.x, y - drag.y) < 4) return;
  stage.scrollBy(drag.x - x, drag.y - y);
  drag = { x, y, moved: true };
});
on(stage, "click", (event) => {
  // The end of a drag is no click.
  if (drag?.moved) event.preventDefault();
  drag = null;
});
on(stage, "dragstart", (event) => event.preventDefault());
on(stage, "wheel", (event) => {
  // Without a key it scrolls, first the picture and then the page.
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  const step = Math.max(-100, Math.min(100, event.deltaY));
  zoomAt(scale * Math.exp(-step / 300), event.x, event.y);
});
on(stage, "touchstart touchmove touchend", (event) => {
  const [a, b] = event.touches;
  const now = b && Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  if (b) event.preventDefault();
  if (b && spread) zoomAt((scale * now) / spread, (a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2);
  spread = now;
});
on(stage, "keydown", (event) => {
  if (event.ctrlKey || event.metaKey || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
on(one("#in"), "click", larger);
on(one("#out"), "click", smaller);
on(one("#fit"), "click", () => fit(true));
on(one("#actual"), "click", () => zoom(1));
on(window, "resize", () => {
  if (scale === fitting) fit();
});
