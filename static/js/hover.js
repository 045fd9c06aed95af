// The card beside a name: after a moment under the mouse, at once on keyboard focus, never on touch. It stays while it
// is pointed at; Esc closes it first.
const WAIT = 250;
const LEAVE = 150;

export function startHover(reader) {
  const known = new Map();
  let card = null;
  let mark = null;
  let timer = 0;
  let key = "";

  // what is selected has its context in the panel, and needs no card
  const nameOf = (event) => event.target.closest?.(".sheet a.entity:not(.is-selected)");
  reader.addEventListener("pointerover", (event) => {
    const name = event.pointerType === "mouse" && nameOf(event);
    if (name) later(() => open(name), name === mark ? 0 : WAIT);
  });
  reader.addEventListener("pointerout", (event) => nameOf(event) && later(close, LEAVE));
  reader.addEventListener("focusin", (event) => {
    const name = nameOf(event);
    // closing a dialog gives the focus back, which is no visit
    if (key !== "Escape" && name?.matches(":focus-visible")) open(name);
  });
  reader.addEventListener("focusout", (event) => nameOf(event) && close());
  reader.addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    key = event.key;
    if (key !== "Escape" || !card) return;
    close();
    event.stopImmediatePropagation();
  }, true);

  function later(act, wait) {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  }

  function close() {
    clearTimeout(timer);
    card?.remove();
    card = mark = null;
  }

  async function open(name) {
    if (name.matches(".is-selected")) return;
    if (name === mark && card) return clearTimeout(timer);
    close();
    mark = name;
    const html = await fetched(name.dataset.entity);
    if (!html || mark !== name) return;
    document.body.insertAdjacentHTML("beforeend", html);
    card = document.body.lastElementChild;
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", () => later(close, LEAVE));
    place(name);
  }

  // Under the name, above it where there is no room.
  function place(name) {
    const box = name.getClientRects()[0];
    const below = box.bottom + card.offsetHeight + 8 < innerHeight;
    card.style.left = `${scrollX + Math.max(8, Math.min(box.left, innerWidth - card.offsetWidth - 24))}px`;
    card.style.top = `${scrollY + (below ? box.bottom + 6 : box.top - card.offsetHeight - 6)}px`;
  }

  async function fetched(entity) {
    if (!known.has(entity)) {
      const answer = await fetch(`${reader.dataset.cardUrl}?sel=e:${entity}`).catch(() => null);
      if (!answer?.ok) return "";
      known.set(entity, await answer.text());
    }
    return known.get(entity);
  }
}
