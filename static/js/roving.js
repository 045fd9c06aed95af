// One tab stop for many links or buttons (roving tabindex): of the article's marks, and of the toolbar's buttons.
// Without script each of them is a stop of its own.
import { reveal } from "./selection.js";

// Everything in the text that a key can take one to, in order; quotes can be focused only by script.
export const MARKS = ".sheet :is(a.entity, a.number, a.said, .quote[id])";

// Returns what makes an element of the group its stop.
function rove(elements) {
  let stop = null;
  elements.forEach((element) => (element.tabIndex = -1));
  return (element) => {
    if (stop) stop.tabIndex = -1;
    stop = element;
    if (stop) stop.tabIndex = 0;
  };
}

// The text: the keys of shortcuts.js move the focus, and the stop is where the focus or the selection was last.
export function startRoving(reader) {
  const sheet = reader.querySelector(".sheet");
  const marks = [...reader.querySelectorAll(MARKS)];
  const stopAt = rove(marks);
  stopAt(sheet.querySelector(".is-current, a.is-selected") || marks.find((mark) => mark.matches("a")));
  sheet.addEventListener("focusin", (event) => event.target.matches(MARKS) && stopAt(event.target));
  document.addEventListener("selection-changed", (event) => {
    const selected = document.getElementById(event.detail.at) || event.detail.marks[0];
    if (selected?.matches(MARKS) && !document.activeElement.matches(MARKS)) stopAt(selected);
  });
  const toolbar = reader.querySelector("[role=toolbar]");
  if (toolbar) startToolbar(toolbar);
}

// Give a mark the focus, where the reader can see it.
export function visit(mark) {
  mark.focus({ preventScroll: true });
  reveal(mark);
}

function startToolbar(toolbar) {
  const buttons = [...toolbar.querySelectorAll("button, a")];
  const stopAt = rove(buttons);
  stopAt(buttons[0]);
  toolbar.addEventListener("focusin", (event) => stopAt(event.target));
  toolbar.addEventListener("keydown", (event) => {
    const shown = buttons.filter((button) => button.getClientRects().length);
    const now = shown.indexOf(document.activeElement);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    shown.at(next % shown.length).focus();
  });
}
