// A long article's blocks that are out of sight cost nothing: the browser neither styles nor lays out nor paints them
// (content-visibility in article.css). Each keeps its height, so scroll bar, ruler and addresses of marks stay right.
const MANY = 150;
const STEP = 50;

export async function skipUnseen(prose) {
  const blocks = [...prose.querySelectorAll("[data-block]")];
  // without the latter the names in the margin would be cut off
  if (blocks.length < MANY || !CSS.supports("overflow-clip-margin", "1px")) return;
  const held = new Map();
  await document.fonts.ready;
  hold(blocks);
  prose.classList.add("is-long");
  prose.addEventListener("contentvisibilityautostatechange", (event) => event.skipped || hold([event.target]));

  // Another width or text size gives other heights: some blocks tell how much, until the others come into sight.
  const shape = () => `${prose.clientWidth} ${getComputedStyle(prose).fontSize}`;
  let known = shape();
  new ResizeObserver(() => {
    if (known === shape()) return;
    known = shape();
    setTimeout(guess); // in a frame of its own
  }).observe(prose);

  function guess() {
    const some = blocks.filter((_, i) => i % STEP === 0);
    const before = sum(some);
    some.forEach((block) => (block.style.contentVisibility = "visible"));
    hold(some);
    some.forEach((block) => (block.style.contentVisibility = ""));
    const change = sum(some) / before || 1;
    blocks.forEach((block, i) => i % STEP && keep(block, held.get(block) * change));
    hold(blocks.filter((block) => block.checkVisibility({ contentVisibilityAuto: true })));
  }

  function sum(some) {
    return some.reduce((total, block) => total + (held.get(block) ?? 0), 0);
  }

  // All heights are read before one is written. A block that is not shown has none.
  function hold(some) {
    const heights = some.map((block) => block.getBoundingClientRect().height);
    some.forEach((block, i) => heights[i] && keep(block, heights[i]));
  }

  function keep(block, height) {
    if (held.get(block) === height) return;
    held.set(block, height);
    block.style.containIntrinsicBlockSize = `${height}px`;
  }
}
