// The choices of look without a page load: forms with data-display post to the server, which keeps them in a cookie;
// the page shows them at once as data attributes of <html> and on their buttons. Also closes toasts.
// Buttons say what they would choose, as the server writes them: aria-pressed and aria-checked say what is chosen.
const root = document.documentElement;
const AFTER_TEXT = { s: "m", m: "l", l: "s" };
let sent = Promise.resolve();

function isDark() {
  const shown = root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  return shown === "dark";
}

function hidden() {
  return new Set((root.dataset.hide || "").split(" ").filter(Boolean));
}

function choose(name, value) {
  if (name === "theme") root.dataset.theme = value === "system" ? "" : value;
  if (name === "text") root.dataset.text = value === "m" ? "" : value;
  if (name === "highlights" || name === "keys") root.dataset[name] = value;
  if (name === "toggle") {
    const kinds = hidden();
    if (!kinds.delete(value)) kinds.add(value);
    root.dataset.hide = [...kinds].join(" ");
  }
}

function showOn(button) {
  const chosen = { theme: root.dataset.theme || "system", text: root.dataset.text || "m", keys: root.dataset.keys };
  if (button.name === "toggle") button.setAttribute("aria-pressed", !hidden().has(button.value));
  else if (button.role === "switch") {
    const on = root.dataset[button.name] !== "off";
    button.setAttribute("aria-checked", on);
    button.value = on ? "off" : "on";
  } else if (button.closest(".choices")) button.setAttribute("aria-pressed", chosen[button.name] === button.value);
  else if (button.name === "text") button.value = AFTER_TEXT[chosen.text];
  else if (button.name === "theme") button.value = isDark() ? "light" : "dark";
}

function showAll() {
  document.querySelectorAll("form[data-display] button[name]").forEach(showOn);
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-display]");
  if (!form) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  for (const [name, value] of data) choose(name, value);
  showAll();
  document.dispatchEvent(new CustomEvent("display-changed"));
  // one after the other: each answer sets the cookie that the next choice is added to
  const request = { method: "POST", body: data, headers: { "HX-Request": "true" }, keepalive: true };
  sent = sent.then(() => fetch(form.action, request)).catch(() => {});
});

document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.parentElement.remove();
});

// the server cannot know which theme the system has
showAll();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showAll);
