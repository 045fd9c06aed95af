// Which marks of the article are selected: classes on the marks, nothing else. No network, no history.
import { isSheet } from "./sheet.js";

const SELECTED = "is-selected";
const CURRENT = "is-current";

// What the query of an address selects: { sel: "e:5", at: "m-5-2" }, both empty for nothing.
export function selectionOf(search) {
  const query = new URLSearchParams(search);
  return { sel: query.get("sel") || "", at: query.get("at") || "" };
}

// The marks of a selection, in the order of the text.
export function marksOf(reader, sel) {
  const [letter, id] = sel.split(":");
  if (!/^\d+$/.test(id || "")) return [];
  const names = { e: `[data-entity="${id}"]`, q: `[data-quote="${id}"], [data-cue="${id}"]`, n: `[data-number="${id}"], [data-counted="${id}"]` };
  return names[letter] ? [...reader.querySelectorAll(`.sheet :is(${names[letter]})`)] : [];
}

// Show this selection in the text and no other; returns its marks.
export function show(reader, { sel, at }) {
  const sheet = reader.querySelector(".sheet");
  // collections that the browser keeps up to date: no search through all marks
  for (const name of [SELECTED, CURRENT]) {
    for (const mark of [...sheet.getElementsByClassName(name)]) mark.classList.remove(name);
  }
  const marks = marksOf(reader, sel);
  marks.forEach((mark) => mark.classList.add(SELECTED));
  if (at) document.getElementById(at)?.classList.add(CURRENT);
  document.dispatchEvent(new CustomEvent("selection-changed", { detail: { marks, at } }));
  return marks;
}

// Bring a mark into view if it is not: below the bars, and above the panel where that is a sheet.
export function reveal(mark) {
  const panel = document.getElementById("panel");
  const covers = isSheet(panel);
  if (covers && panel.dataset.detent === "full") panel.dataset.detent = "half";
  const bottom = covers ? panel.getBoundingClientRect().top : innerHeight;
  const box = mark.getBoundingClientRect();
  if (box.top < 120 || box.bottom > bottom - 40) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scrollTo({ top: scrollY + box.top - (bottom + 120) / 2, behavior: calm ? "instant" : "smooth" });
  }
}
