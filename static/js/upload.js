// Adds chosen or dropped files one after the other: one request per file, its progress shown, the server's answer put
// in its place. Without script the same form sends all files at once and a page of results comes back.
const form = document.querySelector("form[data-dropzone]");
const input = form?.querySelector("input[type=file]");
const results = document.getElementById("file-results");
const queue = [];
let busy = false;

function row(name) {
  const item = document.createElement("li");
  item.className = "file-row";
  item.innerHTML =
    '<svg class="icon" aria-hidden="true"><use href="#i-file"/></svg><span class="name"></span>' +
    '<span class="status"><span class="doing">Waiting</span> <progress class="progress" max="100" value="0"></progress></span>';
  item.querySelector(".name").textContent = name;
  item.querySelector("progress").setAttribute("aria-label", `Upload of ${name}`);
  return item;
}

function failed(item, cause, remedy) {
  item.classList.add("bad");
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
  if (answer) item.replaceWith(document.adoptNode(answer));
  else if (request.status === 413) failed(item, "The file is too large.", "Split it, or paste the text.");
  else failed(item, "The server could not take this file.", "Try again, or paste the text.");
}

function send({ file, item }) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.append("files", file);
  const request = new XMLHttpRequest();
  const bar = item.querySelector("progress");
  const doing = item.querySelector(".doing");
  doing.textContent = "Uploading";
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
  });
  request.upload.addEventListener("load", () => {
    doing.textContent = "Reading";
    bar.removeAttribute("value");
  });
  request.addEventListener("load", () => answered(item, request));
  request.addEventListener("error", () => failed(item, "The connection broke.", "Check it and add the file again."));
  request.addEventListener("loadend", next);
  request.open("POST", form.action);
  request.setRequestHeader("HX-Request", "true");
  request.send(data);
}

function next() {
  const waiting = queue.shift();
  busy = Boolean(waiting);
  if (waiting) send(waiting);
}

function add(files) {
  for (const file of files) {
    const item = row(file.name);
    results.append(item);
    queue.push({ file, item });
  }
  if (!busy) next();
}

if (form && results) {
  document.documentElement.dataset.script = "on";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    add(input.files);
    form.reset();
  });
  input.addEventListener("change", () => form.requestSubmit());
  // files may be dropped anywhere on the page
  const over = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!over(event)) return;
    event.preventDefault();
    form.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    if (!over(event)) return;
    event.preventDefault();
    form.classList.remove("is-over");
    add(event.dataTransfer.files);
  });
}
