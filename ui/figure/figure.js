/** What a figure object does when asked: its table in place, copying its link or its citation, words that explain themselves. */
const LONGEST_MAIL = 2000; // signs of a link to mail that every program opens
const BRIEF = 2000; // milliseconds that "Gekopieerd" stands there

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element && event.target.closest("[data-table], [data-copy], [data-take], [data-term]");
  if (!button) return;
  if (button.dataset.table) await table(button);
  else if (button.dataset.copy !== undefined) await copy(button);
  else if (button.dataset.take) await take(button);
  else explain(button, button.getAttribute("aria-expanded") !== "true");
});

async function table(button) {
  const box = button.closest(".foot").nextElementSibling;
  const opens = box.hidden || box.dataset.from !== button.dataset.table;
  button.setAttribute("aria-expanded", String(opens));
  box.hidden = !opens;
  if (!opens) return;
  box.dataset.from = button.dataset.table;
  const answer = await fetch(button.dataset.table).then((found) => found.json()).catch(() => null);
  box.innerHTML = answer?.html ?? "<p>De tabel kon niet geladen worden. Probeer het opnieuw.</p>";
}

/** A table that is open follows what its figure shows. */
page.follow = follow;
function follow(root) {
  for (const button of root.querySelectorAll('[data-table][aria-expanded="true"]')) {
    const box = button.closest(".foot").nextElementSibling;
    if (!box.hidden && box.dataset.from !== button.dataset.table) table(button);
  }
}

async function copy(button) {
  if (button.dataset.text) return put(button, document.getElementById(button.dataset.text).value);
  const link = new URL(button.dataset.copy || location.href, location.href).href;
  await put(button, button.dataset.said ? `${button.dataset.said}, ${link}` : link);
}

/** Put a text on the clipboard and say so on the button. */
page.put = put;
async function put(button, text) {
  const done = await navigator.clipboard.writeText(text).then(() => true, () => by_hand(text));
  say(button, done ? "Gekopieerd" : "Kopiëren lukt niet");
}

/** Without a secure connection a browser has no clipboard; the old way still copies what is selected. */
function by_hand(text) {
  const field = Object.assign(document.createElement("textarea"), { value: text, style: "position:fixed;opacity:0" });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

function say(button, text) {
  const before = button.dataset.words ?? (button.dataset.words = button.textContent);
  button.textContent = text;
  let live = document.getElementById("gezegd");
  if (!live) {
    live = Object.assign(document.createElement("div"), { id: "gezegd", className: "unseen" });
    live.setAttribute("role", "status");
    (document.querySelector("main, [data-testid=stMain]") ?? document.body).append(live);
  }
  live.textContent = text;
  setTimeout(() => { button.textContent = before; live.textContent = ""; }, BRIEF);
}

// A mistake that somebody saw: the mail says which figure, what it said and where, before it opens.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[data-report]");
  if (!link) return;
  const box = link.closest("figure, [data-reported]");
  const cite = box.querySelector("[data-said]").dataset;
  const lines = ["Beste,", "", "Ik denk dat dit cijfer niet klopt:", cite.said, "", `Figuur: ${box.id || box.dataset.reported}`,
    `Adres: ${new URL(cite.copy, location.href).href}`, `Versie van de gegevens: ${link.dataset.report}`, "",
    "Wat er volgens mij fout is, en hoe ik dat weet:", ""];
  const subject = `Fout in een cijfer: ${cite.said.split(/ \(|\. Bron: /)[0]}`.slice(0, 120);
  const mail = (body) => `${link.href.split("?")[0]}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  const whole = mail(lines.join("\r\n"));
  link.href = whole.length < LONGEST_MAIL ? whole : mail(lines.filter((line) => line !== cite.said).join("\r\n"));
});

async function take(button) {
  const figure = button.closest("figure");
  button.closest("details")?.removeAttribute("open");
  await page.picture(figure, button.dataset.take).catch(() => say(button, "Dat lukte niet"));
}

// Words that explain themselves: a press opens, the mouse and the focus too, Escape and another press close.
function explain(button, opens) {
  const meaning = button.nextElementSibling;
  for (const other of document.querySelectorAll('[data-term][aria-expanded="true"]')) if (other !== button) explain(other, false);
  button.setAttribute("aria-expanded", String(opens));
  meaning.hidden = !opens;
  if (!opens) return;
  const at = button.getBoundingClientRect();
  const room = document.documentElement.clientWidth;
  meaning.style.left = `${Math.max(8, Math.min(at.left, room - meaning.offsetWidth - 8))}px`;
  const below = at.bottom + meaning.offsetHeight + 8 < innerHeight;
  meaning.style.top = `${below ? at.bottom + 6 : at.top - meaning.offsetHeight - 6}px`;
}
const word = (event) => event.target instanceof Element && event.target.closest("[data-term]");
document.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse" && word(event)) explain(word(event), true); });
document.addEventListener("pointerout", (event) => {
  const button = word(event);
  if (event.pointerType === "mouse" && button && document.activeElement !== button) explain(button, false);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll('[data-term][aria-expanded="true"]')) explain(open, false);
  for (const open of document.querySelectorAll("details.menu[open]")) { open.open = false; open.querySelector("summary").focus(); }
});
document.addEventListener("focusout", (event) => { if (word(event)) explain(word(event), false); });
document.addEventListener("scroll", () => {
  for (const open of document.querySelectorAll('[data-term][aria-expanded="true"]')) explain(open, false);
}, { capture: true, passive: true });
// A menu closes when one goes elsewhere.
document.addEventListener("pointerdown", (event) => {
  for (const open of document.querySelectorAll("details.menu[open]")) if (!open.contains(event.target)) open.open = false;
});
