// Printing with notes, from the button and the browser's own menu alike: an article page fetches them when it is about
// to be printed. Paper waits for nothing, so the request is one that the browser waits for.
const source = document.querySelector("a[data-print]");
const button = document.querySelector("button[data-print]");

function addNotes() {
  const request = new XMLHttpRequest();
  request.open("GET", source.href, false);
  request.setRequestHeader("HX-Request", "true");
  try {
    request.send();
  } catch {
    // an article without its notes is better than none
    return;
  }
  if (request.status === 200) document.querySelector(".sheet").insertAdjacentHTML("beforeend", request.responseText);
}

if (source) addEventListener("beforeprint", () => document.querySelector(".print-notes") || addNotes());
button?.removeAttribute("hidden");
(source || button)?.addEventListener("click", (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  print();
});
