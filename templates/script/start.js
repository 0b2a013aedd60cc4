/** Show what is of use only with a script, and begin. */

document.documentElement.classList.add("live");
all("[data-live]").forEach((part) => part.removeAttribute("hidden"));
fit();
on(one("#copy"), "click", () => copy(textOf(one("#markdown"))));
on(one("#tools"), "submit", (event) => event.preventDefault());
// Not named as what a form does: it would stand in its place.
on(one("#anew"), "click", () => {
  one("#tools").reset();
  search("");
  applyFilters();
  letGo();
  fit(false);
});
