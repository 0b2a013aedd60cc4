/** In the report of a diff: bring the place of a change into sight, and begin. */

document.documentElement.classList.add("live");
all("[data-live]").forEach((part) => part.removeAttribute("hidden"));
fit();

const showPlace = () => {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (place && svg.contains(place)) reveal(place);
};

on(window, "hashchange", showPlace);
on(one("#copy"), "click", () => copy(textOf(one("#markdown"))));
showPlace();
