// The strip beside the text that shows where in the article the selection stands. Decorative: hidden from screen readers.
const SVG = "http://www.w3.org/2000/svg";

export function startRuler(reader) {
  const ruler = reader.querySelector("#ruler");
  const sheet = reader.querySelector(".sheet");
  if (!ruler || !sheet) return;
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("preserveAspectRatio", "none");
  drawing.setAttribute("viewBox", "0 0 24 1000");
  ruler.append(drawing);

  const view = rect("view", 0.5, 0, 23, 1000);
  let marks = [...sheet.querySelectorAll(".is-selected")];
  let current = sheet.querySelector(".is-current")?.id || "";

  function draw() {
    const top = sheet.getBoundingClientRect().top;
    const height = sheet.offsetHeight || 1;
    const at = (element) => ((element.getBoundingClientRect().top - top) / height) * 1000;
    const pieces = [...sheet.querySelectorAll(".prose [data-block]")].map((block) => {
      const long = (block.offsetHeight / height) * 1000;
      return rect("block" + (block.querySelector(".quote") ? " quoted" : ""), 8, at(block), 8, Math.max(1, long - 2));
    });
    pieces.push(...marks.map((mark) => rect(`tick ${kindOf(mark)}`, 2, at(mark), 20, mark.id === current ? 6 : 3)));
    drawing.replaceChildren(...pieces, view);
    look();
  }

  // The part of the article that the window shows.
  function look() {
    const { top, height } = sheet.getBoundingClientRect();
    view.setAttribute("y", (Math.max(0, -top) / height) * 1000);
    view.setAttribute("height", Math.min(1000, (innerHeight / height) * 1000));
  }

  function kindOf(mark) {
    return [...mark.classList].find((name) => name.startsWith("kind-")) || "";
  }

  function rect(name, x, y, width, height) {
    const element = document.createElementNS(SVG, "rect");
    for (const [key, value] of Object.entries({ class: name, x, y, width, height })) element.setAttribute(key, value);
    return element;
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
