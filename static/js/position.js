// Where a reader was in an article, kept for as long as the tab is open: coming back from another page leads there.
// A place is a block, how much of it, of 1, was read, and how far below the bars it begins, in px; so it outlasts
// another width or text size.
import { reveal } from "./selection.js";

const TOP = 100; // the bars above the text, in px

export function keepPosition(reader) {
  const key = `position ${location.pathname}`;
  const [id, share, below] = (sessionStorage.getItem(key) || "").split(" ");
  const block = id && document.getElementById(id);
  // an address that names its place goes there, and so does a page that the browser shows again
  const arrives = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  if (block && arrives && !location.hash && !location.search) {
    const { top, height } = block.getBoundingClientRect();
    scrollTo({ top: scrollY + top + share * height - below - TOP, behavior: "instant" });
  }
  // what an address selects is looked at first
  const chosen = reader.querySelector(".sheet .is-current") || reader.querySelector(".sheet .is-selected");
  if (chosen && arrives && !location.hash) reveal(chosen);
  addEventListener("pagehide", () => {
    const read = [...reader.querySelectorAll("#prose [data-block]")].find((one) => one.getBoundingClientRect().bottom > TOP);
    const { top, height } = read?.getBoundingClientRect() || {};
    if (read && scrollY > 0) sessionStorage.setItem(key, `${read.id} ${Math.max(0, TOP - top) / height} ${Math.max(0, top - TOP)}`);
    else sessionStorage.removeItem(key);
  });
}
