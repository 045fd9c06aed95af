// Adds chosen or dropped files one after the other: one request per file, its progress shown, the server's answer put
// in its place. Without script the same form sends all files at once and a page of results comes back. Everything is
// looked up when it is needed, since a list that narrows replaces the page around the form.
const PAUSE = 5000;
const OUTCOMES = [["good", "added"], ["doing", "under way"], ["warn", "already here"], ["bad", "not added"]];
const form = () => document.querySelector("form[data-dropzone]");
const results = () => document.getElementById("file-results");
const queue = [];
let busy = false;
let said = 0;
let saying;

function row(name) {
  const item = document.createElement("li");
  item.className = "file-row doing";
  item.innerHTML =
    '<svg class="icon" aria-hidden="true"><use href="#i-file"/></svg><span class="name"></span>' +
    '<span class="status"><span class="step">Waiting</span> <progress class="progress" max="100" value="0"></progress> <span class="num"></span></span>';
  item.querySelector(".name").textContent = name;
  item.querySelector("progress").setAttribute("aria-label", `Upload of ${name}`);
  return item;
}

function failed(item, cause, remedy) {
  item.className = "file-row bad";
  item.querySelector(".icon use").setAttribute("href", "#i-warn");
  item.querySelector(".status").textContent = "Not added";
  const note = document.createElement("p");
  note.className = "note";
  const strong = document.createElement("strong");
  strong.textContent = cause;
  note.append(strong, ` ${remedy}`);
  item.append(note);
}

function answered(item, request) {
  // whatever is not our list of results (a proxy's page, say) is not shown
  const answer = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("li.file-row");
  if (answer) {
    item.replaceWith(document.adoptNode(answer));
    htmx.process(answer);
  } else if (request.status === 413) failed(item, "The file is too large.", "Split it, or paste the text.");
  else failed(item, "The server could not take this file.", "Try again, or paste the text.");
}

// How many came to what: at most one message in five seconds, the last of them always.
function count() {
  const list = results();
  const heading = document.getElementById("file-count");
  const { length } = list.children;
  heading.hidden = !length;
  heading.textContent = `${length} file${length === 1 ? "" : "s"}`;
  clearTimeout(saying);
  saying = setTimeout(() => {
    said = Date.now();
    const counted = OUTCOMES.map(([name, words]) => [list.querySelectorAll(`:scope > .${name}`).length, words]);
    document.getElementById("file-summary").textContent = counted.filter(([n]) => n).map((pair) => pair.join(" ")).join(", ");
  }, Math.max(0, said + PAUSE - Date.now()));
}

function send({ file, item }) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form().elements.csrfmiddlewaretoken.value);
  data.append("files", file);
  const request = new XMLHttpRequest();
  const bar = item.querySelector("progress");
  const [step, share] = [item.querySelector(".step"), item.querySelector(".num")];
  step.textContent = "Uploading";
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = Math.round((100 * event.loaded) / event.total);
    share.textContent = `${bar.value}%`;
  });
  request.upload.addEventListener("load", () => {
    step.textContent = "Reading";
    share.textContent = "";
    bar.removeAttribute("value");
  });
  request.addEventListener("load", () => answered(item, request));
  request.addEventListener("error", () => failed(item, "The connection broke.", "Check it and add the file again."));
  request.addEventListener("loadend", next);
  request.open("POST", form().action);
  request.setRequestHeader("HX-Request", "true");
  request.send(data);
}

function next() {
  count();
  const waiting = queue.shift();
  busy = Boolean(waiting);
  if (waiting) send(waiting);
}

function add(files) {
  for (const file of files) {
    const item = row(file.name);
    results().append(item);
    queue.push({ file, item });
  }
  if (busy) count();
  else next();
}

// Files or pasted text: the other pane is there, and changing to it stops nothing.
function show(pane, link) {
  if (!document.getElementById("by-paste")) return false;
  for (const name of ["files", "paste"]) document.getElementById(`by-${name}`).hidden = name !== pane;
  for (const tab of document.querySelectorAll(".tabs [data-pane]")) {
    if (tab.dataset.pane === pane) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  if (!link.closest(".tabs")) document.querySelector("#by-paste textarea").focus();
  history.replaceState(history.state, "", link.href);
  return true;
}

document.documentElement.dataset.script = "on";
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-dropzone]")) return;
  event.preventDefault();
  add(event.target.elements.files.files);
  event.target.reset();
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-dropzone] [type=file]")) event.target.form.requestSubmit();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-pane]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (show(link.dataset.pane, link)) event.preventDefault();
});
// files may be dropped anywhere on the page
const over = (event) => form() && [...(event.dataTransfer?.types ?? [])].includes("Files");
document.addEventListener("dragover", (event) => {
  if (!over(event)) return;
  event.preventDefault();
  form().classList.add("is-over");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form()?.classList.remove("is-over");
});
document.addEventListener("drop", (event) => {
  if (!over(event)) return;
  event.preventDefault();
  form().classList.remove("is-over");
  document.querySelector(".tabs [data-pane=files]")?.click();
  add(event.dataTransfer.files);
});
