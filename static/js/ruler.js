// The strip beside the text that shows where in the article the selection stands. Decorative: hidden from screen readers.
import { skipUnseen } from "./unseen.js";

const SVG = "http://www.w3.org/2000/svg";
const LONG = 1000; // units from top to bottom

export function startRuler(reader) {
  const ruler = reader.querySelector("#ruler");
  const sheet = reader.querySelector(".sheet");
  skipUnseen(reader.querySelector("#prose"));
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("preserveAspectRatio", "none");
  drawing.setAttribute("viewBox", `0 0 24 ${LONG}`);
  // one shape for all of a sort: an article may have thousands
  const [plain, quoted, ticks, now, view] = ["block", "block quoted", "tick", "tick", "view"].map((name) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", name);
    drawing.append(path);
    return path;
  });
  ruler.append(drawing);

  const blocks = [...sheet.querySelectorAll(".prose [data-block]")];
  const isQuoted = new Map(blocks.map((block) => [block, Boolean(block.querySelector(".quote"))]));
  let marks = [...sheet.querySelectorAll(".is-selected")];
  let current = sheet.querySelector(".is-current")?.id || "";

  // All is measured before anything is drawn.
  function draw() {
    const { top, height } = sheet.getBoundingClientRect();
    const scale = LONG / (height || 1);
    const boxes = new Map(blocks.map((block) => [block, block.getBoundingClientRect()]));
    const drawn = new Map([plain, quoted, ticks, now].map((path) => [path, ""]));
    const add = (path, x, y, width, long) => drawn.set(path, drawn.get(path) + bar(x, (y - top) * scale, width, long));
    for (const [block, box] of boxes) {
      if (box.height) add(isQuoted.get(block) ? quoted : plain, 8, box.top, 8, Math.max(1, box.height * scale - 2));
    }
    for (const mark of marks) {
      const y = placed(mark, boxes);
      if (!current || mark.id !== current) add(ticks, 2, y, 20, 3);
      else drawn.set(now, `${bar(2, (y - top) * scale, 20, 6)}m-11 -1l8 4l-8 4z`);
    }
    for (const [path, shape] of drawn) path.setAttribute("d", shape);
    for (const path of [ticks, now]) path.setAttribute("class", `tick ${kindOf(marks[0])}`);
    look();
  }

  // To ask a mark in a block that is skipped would lay the block out: half-way is near enough.
  function placed(mark, boxes) {
    const box = boxes.get(mark.closest("[data-block]"));
    if (!box || mark.checkVisibility?.({ contentVisibilityAuto: true }) !== false) return mark.getBoundingClientRect().top;
    return box.top + box.height / 2;
  }

  // The part of the article that the window shows.
  function look() {
    const { top, height } = sheet.getBoundingClientRect();
    const scale = LONG / (height || 1);
    view.setAttribute("d", bar(0.5, Math.max(0, -top) * scale, 23, Math.min(LONG, innerHeight * scale)));
  }

  function bar(x, y, width, height) {
    return `M${x} ${y.toFixed(1)}h${width}v${height.toFixed(1)}h-${width}z`;
  }

  function kindOf(mark) {
    return [...(mark?.classList ?? [])].find((name) => name.startsWith("kind-")) || "";
  }

  let asked = 0;
  const later = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(draw);
  };
  document.addEventListener("selection-changed", (event) => {
    marks = event.detail.marks;
    current = event.detail.at;
    later();
  });
  document.addEventListener("display-changed", later);
  new ResizeObserver(later).observe(sheet);
  addEventListener("scroll", look, { passive: true });
}
