/** What a page tells of itself while it is measured; times are in seconds. */

"use strict";

/** When all of what one comes for was on its way to the screen. @type {number | undefined} */
let whole;

const look = () => {
  // It stands before this.
  const isThere = document.querySelector("#details");
  requestAnimationFrame(isThere ? () => (whole = performance.now()) : look);
};
requestAnimationFrame(look);

/** When something was painted first, when all of the picture was, and when loading ended. */
const opened = async () => {
  const [navigation] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  if (paint && whole && navigation.loadEventEnd) {
    // Nothing of it can have been seen before the first paint, which is on the screen itself.
    const times = [paint.startTime, Math.max(paint.startTime, whole), navigation.loadEventEnd];
    return times.map((time) => time / 1000);
  }
  await new Promise(requestAnimationFrame);
  return opened();
};

const acts = {
  pan: (stage, step) => stage.scrollBy(30 * step, 20 * step),
  zoom: (stage, step) => {
    const { left, top } = stage.getBoundingClientRect();
    const at = { clientX: left + 300, clientY: top + 200, deltaY: -20 * step };
    stage.dispatchEvent(new WheelEvent("wheel", { ctrlKey: true, bubbles: true, cancelable: true, ...at }));
  },
  nothing: () => {},
};

/** How long each of some frames took, with a step in each: forth, back twice as far, and forth. */
const frames = (act, count) =>
  new Promise((done) => {
    const stage = document.querySelector("#stage");
    const times = [];
    const next = (time) => {
      const n = times.push(time) - 1;
      if (n === count) return done(times.slice(1).map((end, place) => (end - times[place]) / 1000));
      acts[act](stage, n < count / 4 || n >= (count * 3) / 4 ? 1 : -1);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });

/** How long it took until a search said something, and what. */
const search = async (query) => {
  const field = document.querySelector("#find");
  const said = document.querySelector("#said");
  const told = new Promise((tell) => {
    const seen = new MutationObserver(() => tell(performance.now()));
    seen.observe(said, { childList: true, characterData: true, subtree: true });
  });
  const begin = performance.now();
  field.value = query;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return [((await told) - begin) / 1000, said.textContent];
};

/** The same for looking through all that the page says. */
const find = (query) => {
  const begin = performance.now();
  const isThere = document.body.textContent.includes(query);
  return [(performance.now() - begin) / 1000, isThere ? "1 of 1" : ""];
};

Object.assign(window, { bench: { opened, frames, search, find } });
