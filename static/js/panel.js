// The panel beside the article: fetches what is selected, keeps the address in step, steps through mentions.
// The article itself is never swapped.
import { marksOf, reveal, selectionOf, show } from "./selection.js";

const STOPS = ["peek", "half", "full"];

export function startPanel(reader) {
  let wasInside = false;
  enhance();
  // words of a quote that are no link select the quote; links in text and panel that stay here select without a load
  reader.addEventListener("click", (event) => {
    if (event.target.closest("[data-step]") || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[href]");
    if (link) return followed(event, link);
    const quote = event.target.closest(".sheet .quote");
    if (quote && getSelection().isCollapsed) select(`?sel=q:${quote.dataset.quote}`);
  });
  reader.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      stepBy(Number(step.dataset.step));
    }
    const only = event.target.closest("[data-only]");
    if (only) showOnly(only);
    if (event.target.closest("[data-detents]")) nextStop();
    const copy = event.target.closest("[data-copy]");
    if (copy) copyWithSource(copy);
  });
  addEventListener("popstate", () => load(location.href));
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "panel" || document.getElementById("panel") === event.detail.elt) arrived();
  });
  for (const failed of ["htmx:responseError", "htmx:sendError"]) {
    document.body.addEventListener(failed, (event) => event.detail.target?.id === "panel" && sayFailed());
  }

  function followed(event, link) {
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin || url.pathname !== location.pathname || link.matches("[data-reload]")) return;
    if (!url.search && url.hash) return;
    event.preventDefault();
    select(url.href);
  }

  // Select what the address says: push it, fetch the panel, show the marks.
  function select(href) {
    const url = new URL(href, location.href);
    history.pushState(null, "", url.pathname + url.search + url.hash);
    const target = url.hash && document.getElementById(url.hash.slice(1));
    if (target) reveal(target);
    load(url.href);
  }

  function load(href) {
    const chosen = selectionOf(href);
    wasInside = document.getElementById("panel").contains(document.activeElement);
    delete reader.dataset.only;
    const marks = show(reader, chosen);
    if (marks.length && !location.hash) reveal(marks[0]);
    htmx.ajax("GET", reader.dataset.panelUrl + new URL(href, location.href).search, { target: "#panel", swap: "outerHTML" });
  }

  // The panel is a new element: focus that was in the old one goes to it, and its name is said.
  function arrived() {
    enhance();
    const panel = document.getElementById("panel");
    const { selected, at } = panel.dataset;
    if (selected && at) show(reader, { sel: selected, at });
    if (wasInside) panel.focus({ preventScroll: true });
    document.getElementById("panel-said").textContent = panel.getAttribute("aria-label");
  }

  function showOnly(button) {
    const on = "only" in reader.dataset;
    if (on) delete reader.dataset.only;
    else reader.dataset.only = "";
    button.setAttribute("aria-pressed", !on);
    button.textContent = on ? "Show only these passages" : "Show the whole article";
    document.dispatchEvent(new CustomEvent("display-changed"));
  }

  // The next or previous mention of the selected entity, or neighbour of the selected quote or number.
  function stepBy(by) {
    const panel = document.getElementById("panel");
    const sel = panel.dataset.selected;
    const neighbour = panel.querySelector(by < 0 ? "[data-previous]" : "[data-next]");
    if (neighbour) return neighbour.click();
    const marks = marksOf(reader, sel);
    if (!marks.length) return;
    const now = marks.findIndex((mark) => mark.id === panel.dataset.at);
    const next = marks[(now + by + marks.length) % marks.length];
    panel.dataset.at = next.id;
    show(reader, { sel, at: next.id });
    reveal(next);
    panel.querySelectorAll("[data-go]").forEach((row) => {
      const here = row.dataset.go === next.id;
      if (here) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
      if (here) row.scrollIntoView({ block: "nearest" });
    });
    panel.querySelector("#mention-count").textContent = `${marks.indexOf(next) + 1} of ${marks.length}`;
    history.replaceState(null, "", `${location.pathname}?sel=${sel}&at=${next.id}`);
  }

  function nextStop() {
    const panel = document.getElementById("panel");
    panel.dataset.detent = STOPS[(STOPS.indexOf(panel.dataset.detent) + 1) % STOPS.length];
  }

  document.addEventListener("step", (event) => stepBy(event.detail));
  document.addEventListener("let-go", () => location.search.includes("sel=") && select(location.pathname));
  document.addEventListener("select", (event) => event.detail?.href && select(event.detail.href));
}

// Buttons that only a script can serve appear with it.
function enhance() {
  document.querySelectorAll(".reader :is([data-only], [data-copy])").forEach((button) => button.removeAttribute("hidden"));
  const panel = document.getElementById("panel");
  const closed = new Set((sessionStorage.getItem("closed-sections") || "").split(" "));
  panel.querySelectorAll("details[data-section]").forEach((section) => {
    if (closed.has(section.dataset.section)) section.open = false;
    section.addEventListener("toggle", () => {
      section.open ? closed.delete(section.dataset.section) : closed.add(section.dataset.section);
      sessionStorage.setItem("closed-sections", [...closed].join(" "));
    });
  });
}

function sayFailed() {
  const body = document.getElementById("panel-body");
  const notice = document.createElement("div");
  notice.className = "notice bad";
  notice.setAttribute("role", "alert");
  const words = document.createElement("div");
  const cause = document.createElement("strong");
  cause.textContent = "The panel could not be loaded.";
  const again = document.createElement("a");
  again.className = "link";
  again.href = location.href;
  again.textContent = "Try again";
  words.append(cause, " The article is untouched. ", again);
  notice.append(words);
  body.replaceChildren(notice);
}

async function copyWithSource(button) {
  const link = new URL(button.dataset.copyLink, location.href).href;
  await navigator.clipboard.writeText(`${button.dataset.copy}\n${link}`);
  button.lastChild.textContent = " Copied";
}
