/**
 * The forms of ui/frame/form.py: gathers their fields and sends them to the session, one message at a time.
 *
 * A button sends at once, and once: until the answer stands there its form is busy. Fields with `data-autosave` send
 * after a pause in typing. Each message has a number and an answer says which one it answers, so that it never takes back
 * what was typed after it left (`page.answer`, asked by morph.js).
 */
const PAUSE = 400; // milliseconds without a key before the fields send themselves
const PATIENCE = 12_000; // milliseconds in which an answer comes
const GONE = "Er is geen verbinding met de server: er is niets verzonden. Wat u invulde staat er nog. Probeer het opnieuw zodra de verbinding terug is.";
const SILENT = "De server antwoordt niet. Het is niet zeker dat dit aankwam: kijk na wat er staat voor u opnieuw verzendt.";
const here = String(Math.random()).slice(2); // this loading of the page
const forms = new WeakMap(); // the block of a form -> what is known of it
const waits = new WeakMap(); // field -> the number of the message with what it says now; Infinity before that left

page.form = ({ parentElement: root, data, setTriggerValue }) => {
  const form = forms.get(root) ?? { sent: 0, open: null, timer: 0 };
  forms.set(root, form);
  const [from, number] = data.answered;
  form.answered = from === here ? number : 0;
  form.post = (message) => setTriggerValue("sent", message);
  page.morph(root, data.html);
  if (form.open && form.open.number <= form.answered) {
    const { action } = form.open;
    settle(root, form);
    say(root, "");
    if (action !== "autosave") attend(root);
  }
  if (!form.open && !form.timer && [...fields(root)].some((one) => one.dataset.autosave !== undefined && waits.get(one) === Infinity)) later(root, form);
};

/** Where a field of a form stands: what it says waits for its answer, or this is that answer; null elsewhere. */
page.answer = (field) => {
  if (!waits.has(field)) return null;
  if (waits.get(field) > (forms.get(field.closest("[data-block]"))?.answered ?? 0)) return "waits";
  waits.delete(field);
  return "here";
};

const online = () => document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState === "CONNECTED";
const fields = (root) => root.querySelectorAll(":is(input, select, textarea)[name]:not(:disabled, [readonly])");

function say(root, text) {
  const said = root.querySelector(".form-said");
  if (said && said.textContent !== text) said.textContent = text;
}

function settle(root, form) {
  clearTimeout(form.open?.patience);
  form.open = null;
  for (const one of root.querySelectorAll("[data-send]")) one.removeAttribute("aria-disabled");
}

function send(root, form, action) {
  clearTimeout(form.timer);
  form.timer = 0;
  if (!online()) {
    say(root, GONE);
    if (action === "autosave") later(root, form, 5 * PAUSE);
    return;
  }
  clearTimeout(form.open?.patience);
  const number = ++form.sent;
  const values = {};
  for (const one of fields(root)) {
    values[one.name] = one.type === "checkbox" ? one.checked : one.value;
    if (waits.get(one) === Infinity) waits.set(one, number);
  }
  const patience = setTimeout(() => {
    settle(root, form);
    if (action !== "autosave") return say(root, SILENT);
    for (const one of fields(root)) if (waits.get(one) > form.answered) waits.set(one, Infinity);
    later(root, form);
  }, PATIENCE);
  form.open = { number, action, patience };
  if (action !== "autosave") for (const one of root.querySelectorAll("[data-send]")) one.setAttribute("aria-disabled", "true");
  form.post({ page: here, number, action, values });
}

function later(root, form, pause = PAUSE) {
  clearTimeout(form.timer);
  form.timer = setTimeout(save, pause, root, form);
}

/** Send what was typed, when nothing is under way; the answer to that asks again. */
function save(root, form) {
  clearTimeout(form.timer); // who leaves a field ends a pause before its time
  form.timer = 0;
  if (root.isConnected && !form.open) send(root, form, "autosave");
}

/** After the answer to a button: to the first fault, else to what the screen points at. */
function attend(root) {
  const aim = root.querySelector('[aria-invalid="true"]') ?? root.querySelector("[data-focus]");
  if (aim?.matches("[data-focus]")) aim.tabIndex = -1;
  aim?.focus();
  aim?.scrollIntoView({ block: "center" });
}

const around = (event) => {
  const root = event.target.closest?.("[data-block]");
  return [root, forms.get(root)];
};

document.addEventListener("submit", (event) => {
  if (around(event)[1]) event.preventDefault(); // a button says what is sent
});
document.addEventListener("click", (event) => {
  const [root, form] = around(event);
  const button = event.target.closest?.("[data-send]");
  const link = event.target.closest?.("a[data-field]");
  if (form && link) {
    event.preventDefault();
    document.getElementById(link.hash.slice(1))?.focus();
  }
  if (form && button && !(form.open && form.open.action !== "autosave")) send(root, form, button.dataset.send);
}, true); // before the links of navigate.js
for (const type of ["input", "change"]) {
  document.addEventListener(type, (event) => {
    const [root, form] = around(event);
    if (!form || !event.target.name) return;
    if (type === "input") waits.set(event.target, Infinity);
    if (event.target.dataset.autosave === undefined || waits.get(event.target) !== Infinity) return;
    if (type === "input") later(root, form);
    else save(root, form); // the field is left: a pause is over
  });
}
// A tab that goes away may not come back.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
  for (const root of document.querySelectorAll("[data-block]")) if (forms.get(root)?.timer) save(root, forms.get(root));
});
