// The two keys of every page: "/" goes to the search box, "?" opens the help. Off inside fields, with modifiers, and
// where the reader switched single keys off. The article's own keys are in shortcuts.js.
document.addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  if (event.key === "/") {
    // the page's own box if it has one; on a phone the bar has none
    const boxes = [...document.querySelectorAll(".search-box [type=search], .app-search [type=search]")];
    const box = boxes.reverse().find((found) => found.offsetParent);
    if (!box) return;
    box.focus();
    box.select();
  } else if (event.key === "?") {
    document.getElementById("help").showModal();
  } else return;
  event.preventDefault();
});
