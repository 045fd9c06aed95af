// On small screens the panel is a sheet at the foot of the window with three stops. Its grip goes from stop to stop when
// tapped; grip and tabs can be dragged, and the sheet settles at the stop that the movement leads to.
const STOPS = ["peek", "half", "full"];
const TAP = 6; // px that a finger may tremble
const GLIDE = 150; // ms that a movement goes on after it was let go
const REST = 80; // ms without movement after which a finger rests

export function isSheet(panel) {
  return getComputedStyle(panel).position === "fixed";
}

export function startSheet(reader) {
  let drag = null;
  let wasDragged = false;

  reader.addEventListener("pointerdown", (event) => {
    wasDragged = false;
    const panel = event.target.closest("#panel");
    const handle = event.target.closest(".sheet-grip, .tabs");
    if (!panel || !handle || !event.isPrimary || event.button || !isSheet(panel)) return;
    drag = { panel, handle, height: panel.offsetHeight, from: event.clientY, y: event.clientY, time: event.timeStamp };
  });
  reader.addEventListener("pointermove", (event) => {
    if (!drag || (!drag.stops && Math.abs(event.clientY - drag.from) < TAP)) return;
    drag.handle.setPointerCapture(event.pointerId);
    drag.stops ??= heights(drag.panel);
    const { clientY: y, timeStamp: time } = event;
    const speed = (drag.y - y) / (time - drag.time || 1);
    Object.assign(drag, { y, time, speed });
    const [least, , most] = drag.stops;
    drag.panel.style.maxHeight = `${Math.min(most, Math.max(least / 2, drag.height + drag.from - y))}px`;
  });
  for (const end of ["pointerup", "pointercancel"]) {
    reader.addEventListener(end, (event) => {
      if (drag?.stops) settle(drag, event.timeStamp);
      wasDragged = Boolean(drag?.stops);
      drag = null;
    });
  }
  // tabs are links, which a mouse would carry away
  reader.addEventListener("dragstart", (event) => drag && event.preventDefault());
  reader.addEventListener("click", (event) => {
    const ends = wasDragged && event.detail;
    wasDragged = false;
    if (ends) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.target.closest("[data-detents]")) {
      const { dataset } = document.getElementById("panel");
      dataset.detent = STOPS[(STOPS.indexOf(dataset.detent) + 1) % STOPS.length];
    }
  }, true);
}

// How high the sheet is at each stop; less where it has no more to show.
function heights(panel) {
  const { detent } = panel.dataset;
  const found = STOPS.map((stop) => {
    panel.dataset.detent = stop;
    return Math.min(parseFloat(getComputedStyle(panel).maxHeight), panel.scrollHeight);
  });
  panel.dataset.detent = detent;
  return found;
}

function settle({ panel, stops, speed, time }, now) {
  const height = panel.offsetHeight;
  const goal = height + (now - time < REST ? speed * GLIDE : 0);
  const away = stops.map((stop) => Math.abs(stop - goal));
  const nearest = away.indexOf(Math.min(...away));
  panel.dataset.detent = STOPS[nearest];
  // not an empty one: htmx would write it on the panel that follows, which the page's policy forbids
  panel.removeAttribute("style");
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  panel.animate({ maxHeight: [`${height}px`, `${stops[nearest]}px`] }, { duration: 160, easing: "ease-out" });
}
