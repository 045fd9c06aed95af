// The keys of the article page. Those of the text move the focus from mark to mark; Enter opens the focused one.
import { isOn, isTyping } from "./keys.js";
import { MARKS, visit } from "./roving.js";

const WALKS = { n: "a.entity", q: ".quote[id]", f: "a.number" };
// the bars above the text, in px
const TOP = 100;

export function startShortcuts(reader) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isTyping(event)) return;
    if (event.key === "Escape") return letGo();
    if (event.key === "Enter") return openQuote(event);
    if (isOn() && act(event.key)) event.preventDefault();
  });

  function act(key) {
    if (key === "j" || key === "k") return step(key === "j" ? 1 : -1);
    if (/^[nqf]$/.test(key)) return walk(WALKS[key], 1);
    if (/^[pQF]$/.test(key)) return walk(WALKS[key === "p" ? "n" : key.toLowerCase()], -1);
    if (key === "h") return press(".toolbar [name=highlights]");
    if (/^[1-8]$/.test(key)) return press(`.toolbar [name=toggle]:nth-child(${key} of [name=toggle])`);
    if (key === "o") return press("#panel [data-open]");
    if (key === "t") return swapFocus();
    return false;
  }

  // Focus that is in the text goes along.
  function step(by) {
    fire("step", by);
    const current = reader.querySelector(".sheet .is-current");
    if (current?.matches(MARKS) && document.activeElement.matches(MARKS)) current.focus({ preventScroll: true });
    return true;
  }

  function fire(name, detail) {
    document.dispatchEvent(new CustomEvent(name, { detail }));
    return true;
  }

  function press(selector) {
    const button = document.querySelector(selector);
    button?.click();
    return Boolean(button);
  }

  // The next mark of this sort after the one that is focused, else selected, else at the top of the window.
  function walk(selector, by) {
    const marks = [...reader.querySelectorAll(`.sheet ${selector}`)];
    const from = document.activeElement.closest(MARKS) || reader.querySelector(".sheet :is(.is-current, .is-selected)");
    const precedes = (mark) => from.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_PRECEDING;
    const isPassed = from
      ? (mark) => precedes(mark) || (by > 0 && mark === from)
      : (mark) => mark.getBoundingClientRect().top <= TOP;
    const place = passed(marks, isPassed);
    const order = by > 0 ? [...marks.slice(place), ...marks] : [...marks.slice(0, place).reverse(), ...marks.reverse()];
    const next = order.find((mark) => mark.checkVisibility());
    if (next) visit(next);
    return Boolean(next);
  }

  // The words of a quote are no link.
  function openQuote(event) {
    if (event.target.matches(".sheet .quote[id]")) fire("choose", `?sel=q:${event.target.dataset.quote}`);
  }

  function swapFocus() {
    const panel = document.getElementById("panel");
    const stop = reader.querySelector(`${MARKS}[tabindex="0"]`);
    if (!panel.contains(document.activeElement)) panel.focus();
    else if (stop) visit(stop);
    return true;
  }

  function letGo() {
    if (!document.querySelector("dialog[open], :popover-open")) fire("let-go");
  }
}

// How many marks are passed. Few looks, for each may lay out a block that is out of sight.
function passed(marks, isPassed) {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isPassed(marks[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}
