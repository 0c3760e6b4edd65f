/** The search field of the bar: type a name, choose with the arrows, a click or Enter, and its page opens. */
const MOST = 8;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
let asked = null; // promise of the names
let hits = [];

const names = (input) => (asked ??= fetch(input.dataset.list).then((answer) => answer.json())
  .catch(() => { asked = null; return []; }));

/** Names that begin so, then those with a word that begins so, then the rest that hold it. */
async function look(input) {
  const wanted = plain(input.value);
  const every = wanted ? await names(input) : [];
  if (plain(input.value) !== wanted) return;
  const place = (name) => {
    const text = plain(name);
    if (text.startsWith(wanted)) return 0;
    return text.includes(` ${wanted}`) ? 1 : text.includes(wanted) ? 2 : 3;
  };
  hits = every.map((one) => [place(one[1]), ...one]).filter(([rank]) => rank < 3)
    .sort((a, b) => a[0] - b[0] || a[2].localeCompare(b[2], "nl")).slice(0, MOST);
  draw(input, hits.length ? 0 : -1);
}

function draw(input, active) {
  const list = document.getElementById("zoek-lijst");
  list.replaceChildren(...hits.map(([, nis, name, region], i) => {
    const item = document.createElement("li");
    Object.assign(item, { id: `zoek-${i}`, role: "option", textContent: name });
    item.dataset.nis = nis;
    item.setAttribute("aria-selected", String(i === active));
    if (region) item.append(Object.assign(document.createElement("small"), { textContent: ` ${region}` }));
    return item;
  }));
  const nothing = !hits.length && input.value.trim();
  if (nothing) list.append(Object.assign(document.createElement("li"), { textContent: "Geen gemeente gevonden", role: "option", ariaDisabled: "true" }));
  list.hidden = !hits.length && !nothing;
  input.setAttribute("aria-expanded", String(!list.hidden));
  if (active >= 0) input.setAttribute("aria-activedescendant", `zoek-${active}`);
  else input.removeAttribute("aria-activedescendant");
}

function shut(input) {
  hits = [];
  const list = document.getElementById("zoek-lijst");
  if (list) list.hidden = true;
  input?.setAttribute("aria-expanded", "false");
  input?.removeAttribute("aria-activedescendant");
}

function open(input, nis) {
  const to = new URL(input.dataset.to, location.href);
  to.searchParams.set("nis", nis);
  input.value = "";
  shut(input);
  input.blur();
  page.go(to);
}

const field = (event) => (event.target?.id === "zoek" ? event.target : null);
document.addEventListener("focusin", (event) => { if (field(event)) names(event.target); });
document.addEventListener("focusout", (event) => { if (field(event)) shut(event.target); });
document.addEventListener("input", (event) => { if (field(event)) look(event.target); });
document.addEventListener("keydown", (event) => {
  const input = field(event);
  if (!input) return;
  const now = hits.findIndex((_, i) => input.getAttribute("aria-activedescendant") === `zoek-${i}`);
  if (event.key === "Escape") { input.value = ""; shut(input); }
  else if (event.key === "Enter") { if (now >= 0) open(input, hits[now][1]); }
  else if (event.key === "ArrowDown" && hits.length) draw(input, (now + 1) % hits.length);
  else if (event.key === "ArrowUp" && hits.length) draw(input, (now - 1 + hits.length) % hits.length);
  else return;
  event.preventDefault();
});
// Before the field loses the focus, which would close the list.
document.addEventListener("pointerdown", (event) => {
  const item = event.target instanceof Element && event.target.closest("#zoek-lijst [data-nis]");
  if (!item) return;
  event.preventDefault();
  open(document.getElementById("zoek"), item.dataset.nis);
});
