// The keys of the article page. Off inside fields, with modifiers, and where the reader switched single keys off.
const KINDS = ["person", "org", "place", "group", "other", "quote", "number", "date"];
const WALKS = { n: ["a.entity", 1], p: ["a.entity", -1], q: [".quote[id]", 1], Q: [".quote[id]", -1], f: ["a.number", 1], F: ["a.number", -1] };

export function startShortcuts(reader) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return letGo();
    if (document.documentElement.dataset.keys === "off") return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    if (!act(event.key)) return;
    event.preventDefault();
  });

  function act(key) {
    if (key === "j" || key === "k") return fire("step", key === "j" ? 1 : -1);
    if (WALKS[key]) return walk(...WALKS[key]);
    if (key === "h") return press(".toolbar [name=highlights]");
    if (/^[1-8]$/.test(key)) return press(`.toolbar [name=toggle][value=${KINDS[key - 1]}]`);
    if (key === "o") return press("#panel [data-open]");
    if (key === "t") return swapFocus();
    return false;
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

  // Select the next mark of this sort after the one that is focused or selected.
  function walk(selector, by) {
    const marks = [...reader.querySelectorAll(`.sheet ${selector}`)];
    if (!marks.length) return false;
    const from = document.activeElement.closest(selector) || reader.querySelector(".sheet .is-current") || reader.querySelector(`.sheet ${selector}.is-selected`);
    const next = marks[(marks.indexOf(from) + by + marks.length) % marks.length];
    next.focus({ preventScroll: true });
    const href = next.getAttribute("href") || `?sel=q:${next.dataset.quote}#${next.id}`;
    return fire("select", { href });
  }

  function swapFocus() {
    const panel = document.getElementById("panel");
    const inside = panel.contains(document.activeElement);
    (inside ? reader.querySelector(".sheet .is-current, .sheet .is-selected, .sheet a.entity") : panel)?.focus();
    return true;
  }

  function letGo() {
    if (!document.querySelector("dialog[open]")) fire("let-go");
  }
}
