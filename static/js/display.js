// The choices of look without a page load: forms with data-display post to the server, which keeps them in a cookie;
// the page shows them at once as data attributes of <html>. Also closes toasts. No state of its own.
const root = document.documentElement;

function show(name, value) {
  if (name === "theme") root.dataset.theme = value === "system" ? "" : value;
  if (name === "text") root.dataset.text = value === "m" ? "" : value;
  if (name === "highlights" || name === "keys") root.dataset[name] = value;
  if (name === "toggle") {
    const hidden = new Set((root.dataset.hide || "").split(" ").filter(Boolean));
    if (!hidden.delete(value)) hidden.add(value);
    root.dataset.hide = [...hidden].join(" ");
  }
}

// The theme button asks for the other of what is shown now, which without a choice is the system's.
function otherTheme() {
  const shown = root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  return shown === "dark" ? "light" : "dark";
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-display]");
  if (!form) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  if (event.submitter?.name === "theme" && form.matches(".app-theme")) data.set("theme", otherTheme());
  for (const [name, value] of data) show(name, value);
  document.dispatchEvent(new CustomEvent("display-changed"));
  fetch(form.action, { method: "POST", body: data, headers: { "HX-Request": "true" }, keepalive: true });
});

document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.parentElement.remove();
});
