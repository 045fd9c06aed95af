// The two keys of every page: "/" goes to the search box, "?" opens the help. Off inside fields, with modifiers, and
// where the reader switched single keys off.
export const isOn = () => document.documentElement.dataset.keys !== "off";
export const isTyping = ({ target, ctrlKey, metaKey, altKey }) =>
  ctrlKey || metaKey || altKey || target.closest("input, textarea, select, [contenteditable], dialog[open]");

document.addEventListener("keydown", (event) => {
  if (!isOn() || isTyping(event)) return;
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
