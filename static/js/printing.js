// Printing with notes: the article page fetches them first, for Ctrl-P too. The browser's own menu prints what is there.
const source = document.querySelector("a[data-print]");
const button = document.querySelector("button[data-print]");

let notes = null;

async function addNotes() {
  const answer = await fetch(source.href, { headers: { "HX-Request": "true" } });
  if (answer.ok) document.querySelector(".sheet").insertAdjacentHTML("beforeend", await answer.text());
}

async function printWithNotes() {
  // an article without its notes is better than none
  if (source) await (notes ??= addNotes().catch(() => (notes = null)));
  print();
}

button?.removeAttribute("hidden");
(source || button)?.addEventListener("click", (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  printWithNotes();
});
document.addEventListener("keydown", (event) => {
  if (!source || event.key !== "p" || event.ctrlKey === event.metaKey || event.altKey) return;
  event.preventDefault();
  printWithNotes();
});
