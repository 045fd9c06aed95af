// The panel beside the article: fetches what is selected, keeps the address in step, steps through mentions.
// The article itself is never swapped.
import { marksOf, reveal, selectionOf, show } from "./selection.js";
import { isSheet } from "./sheet.js";

// milliseconds that what was there stays before a sign of loading
const PATIENCE = 200;

export function startPanel(reader) {
  let asked = new AbortController();
  // how far each tab was scrolled, by the query of its address
  const scrolled = new Map();
  let shown = location.search;
  enhance();
  // links in text and panel that stay here select without a load, and so do words of a quote that are no link
  reader.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[href]");
    const button = event.target.closest("button");
    const quote = event.target.closest(".sheet .quote");
    if (link) followed(event, link);
    else if (button) pressed(button);
    else if (quote && getSelection().isCollapsed) select(`?sel=q:${quote.dataset.quote}`);
  });
  addEventListener("popstate", load);

  function followed(event, link) {
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin || url.pathname !== location.pathname || link.matches("[data-reload]")) return;
    if (!url.search && url.hash) return;
    event.preventDefault();
    if (link.dataset.step) stepBy(Number(link.dataset.step));
    else select(url.href);
  }

  function pressed(button) {
    const { again, copy, only } = button.dataset;
    if (again !== undefined) load();
    else if (copy !== undefined) copyWithSource(button);
    else if (only !== undefined) showOnly(button);
  }

  // Select what the address says.
  function select(href) {
    const url = new URL(href, location.href);
    history.pushState(null, "", url);
    const target = url.hash && document.getElementById(url.hash.slice(1));
    if (target) reveal(target);
    load();
  }

  // The latest request wins, however long the others take.
  async function load() {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const panel = document.getElementById("panel");
    scrolled.set(shown, panel.scrollTop);
    shown = location.search;
    delete reader.dataset.only;
    const chosen = selectionOf(shown);
    const mark = show(reader, chosen).find(({ id }) => !chosen.at || id === chosen.at);
    if (mark && !location.hash && !tabOf(shown)) reveal(mark);
    panel.ariaBusy = "true";
    const wasInside = panel.contains(document.activeElement);
    const slow = setTimeout(() => fill("panel-loading"), PATIENCE);
    try {
      const answer = await fetch(reader.dataset.panelUrl + shown, { headers: { "HX-Request": "true" }, signal });
      if (!answer.ok) throw new Error(answer.statusText);
      htmx.swap(panel, await answer.text(), { swapStyle: "outerHTML" });
      arrived(wasInside, panel.dataset.detent);
    } catch {
      if (signal.aborted) return;
      panel.ariaBusy = null;
      if (panel.dataset.detent === "peek") panel.dataset.detent = "half";
      fill("panel-failed");
    } finally {
      clearTimeout(slow);
    }
  }

  // The panel is a new element: focus that was in the old one goes to it, and its name is said.
  function arrived(takesFocus, stop) {
    enhance();
    const panel = document.getElementById("panel");
    const { selected, at } = panel.dataset;
    if (at) show(reader, { sel: selected, at });
    // a sheet stays open from tab to tab, and covers no mark that it speaks of
    const tab = tabOf(shown);
    if (tab && stop !== "peek") panel.dataset.detent = stop;
    if (tab || !selected) panel.scrollTop = scrolled.get(shown) ?? 0;
    if (takesFocus) panel.focus({ preventScroll: true });
    const mark = isSheet(panel) && !tab && reader.querySelector(".sheet :is(.is-current, .is-selected)");
    if (mark) reveal(mark);
    document.getElementById("panel-said").textContent = panel.getAttribute("aria-label");
  }

  function showOnly(button) {
    // to look into every block would take longer than a frame
    reader.querySelectorAll(".is-kept").forEach(({ classList }) => classList.remove("is-kept"));
    const marks = marksOf(reader, selectionOf(location.search).sel);
    marks.forEach((mark) => mark.closest("[data-block]")?.classList.add("is-kept"));
    const on = reader.toggleAttribute("data-only");
    button.setAttribute("aria-pressed", on);
    button.textContent = on ? "Show the whole article" : "Show only these passages";
    document.dispatchEvent(new CustomEvent("display-changed"));
  }

  // The next or previous mention of the selected entity, or neighbour of the selected quote or number.
  function stepBy(by) {
    const panel = document.getElementById("panel");
    const { sel, at } = selectionOf(location.search);
    if (!sel.startsWith("e:")) return panel.querySelector(by < 0 ? "[data-previous]" : "[data-next]")?.click();
    const marks = marksOf(reader, sel);
    if (!marks.length) return;
    const now = marks.findIndex(({ id }) => id === (at || panel.dataset.at));
    const next = marks[(now + by + marks.length) % marks.length];
    panel.dataset.at = next.id;
    show(reader, { sel, at: next.id });
    reveal(next);
    panel.querySelector("[data-go][aria-current]")?.removeAttribute("aria-current");
    const row = panel.querySelector(`[data-go="${next.id}"]`);
    row?.setAttribute("aria-current", "true");
    row?.scrollIntoView({ block: "nearest" });
    panel.querySelector("#mention-count")?.replaceChildren(`${marks.indexOf(next) + 1} of ${marks.length}`);
    const tab = tabOf(location.search);
    history.replaceState(null, "", `${location.pathname}?sel=${sel}&at=${next.id}${tab && `&tab=${tab}`}`);
    panel.querySelectorAll(".tabs a").forEach((link) => (link.href = link.href.replace(/at=[^&]*/, `at=${next.id}`)));
    // what is on its way is for the mention before
    if (panel.ariaBusy) load();
  }

  document.addEventListener("step", (event) => stepBy(event.detail));
  document.addEventListener("let-go", () => {
    const tab = tabOf(location.search);
    if (location.search.includes("sel=")) select(location.pathname + (tab && `?tab=${tab}`));
  });
  document.addEventListener("choose", (event) => select(event.detail));
}

// The tab that an address asks for, whatever is selected; "" for none.
function tabOf(query) {
  return new URLSearchParams(query).get("tab") ?? "";
}

// Buttons that only a script can serve appear with it.
function enhance() {
  const panel = document.getElementById("panel");
  panel.querySelectorAll("[data-only], [data-copy], [data-detents]").forEach((button) => (button.hidden = false));
  const closed = new Set((sessionStorage.getItem("closed-sections") || "").split(" "));
  panel.querySelectorAll("details[data-section]").forEach((section) => {
    const name = section.dataset.section;
    section.open = !closed.has(name);
    section.addEventListener("toggle", () => {
      closed[section.open ? "delete" : "add"](name);
      sessionStorage.setItem("closed-sections", [...closed].join(" "));
    });
  });
}

// Put one of the page's templates into the panel, in place of what it has.
function fill(template) {
  const panel = document.getElementById("panel");
  panel.scrollTop = 0;
  panel.querySelector(".panel-body").replaceChildren(document.getElementById(template).content.cloneNode(true));
}

async function copyWithSource(button) {
  const link = new URL(button.dataset.copyLink, location.href).href;
  await navigator.clipboard.writeText(`${button.dataset.copy}\n${link}`);
  button.lastChild.textContent = " Copied";
  document.getElementById("panel-said").textContent = "Copied";
}
