/** Bring texts into the clipboard. */

/** @type {(text: string) => Promise<void>} */
const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Where a page may not write there, a selection still can be copied.
    const focused = /** @type {any} */ (document.activeElement);
    const area = make("textarea", text);
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    focused.focus();
  }
  say("Copied.");
};
