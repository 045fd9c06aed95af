// Adds files one after the other, each answered in its place. Looks everything up late: a list that narrows replaces it.
const PAUSE = 5000;
const OUTCOMES = { good: "added", doing: "under way", warn: "already here", bad: "not added" };
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
  item.querySelector("progress").ariaLabel = `Upload of ${name}`;
  return item;
}

function failed(item, cause, remedy) {
  item.className = "file-row bad";
  item.querySelector(".icon use").setAttribute("href", "#i-warn");
  item.querySelector(".status").textContent = "Not added";
  item.insertAdjacentHTML("beforeend", `<p class="note"><strong>${cause}</strong> ${remedy}</p>`);
}

// What is not our list of results (a proxy's page, say) is not shown.
function answered(item, request) {
  const answer = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("li.file-row");
  if (answer) {
    item.replaceWith(document.adoptNode(answer));
    htmx.process(answer);
  } else if (request.status === 413) failed(item, "The file is too large.", "Split it, or paste the text.");
  else failed(item, "The server could not take this file.", "Try again, or paste the text.");
}

// Says how many came to what, at most once in five seconds.
function count() {
  const list = results();
  const heading = document.getElementById("file-count");
  const { length } = list.children;
  heading.hidden = false;
  heading.textContent = `${length} file${length === 1 ? "" : "s"}`;
  clearTimeout(saying);
  saying = setTimeout(() => {
    said = Date.now();
    const told = Object.keys(OUTCOMES).map((name) => `${list.querySelectorAll(`.${name}`).length} ${OUTCOMES[name]}`);
    document.getElementById("file-summary").textContent = told.filter((words) => !words.startsWith("0")).join(", ");
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
  request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
    if (!lengthComputable) return;
    bar.value = Math.round((100 * loaded) / total);
    share.textContent = `${bar.value}%`;
  };
  request.upload.onload = () => {
    step.textContent = "Reading";
    share.textContent = "";
    bar.removeAttribute("value");
  };
  request.onload = () => answered(item, request);
  request.onerror = () => failed(item, "The connection broke.", "Check it and add the file again.");
  request.onloadend = next;
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

// Changing to the other pane stops no upload.
function show(link) {
  if (!document.getElementById("by-paste")) return false;
  for (const tab of document.querySelectorAll(".tabs [data-pane]")) {
    const isShown = tab.dataset.pane === link.dataset.pane;
    tab.ariaCurrent = isShown || null;
    document.getElementById(`by-${tab.dataset.pane}`).hidden = !isShown;
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
  const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (link && isPlain && show(link)) event.preventDefault();
});
// files may be dropped anywhere
const over = (event) => form() && event.dataTransfer?.types.includes("Files");
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
