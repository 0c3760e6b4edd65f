/**
 * Turns what a block shows into its next state by changing only what differs: focus, what a reader opened or typed, and
 * transitions survive. Elements are matched by id, else by place and name. What a reader owns (what is opened or
 * chosen, the value of a field) follows the server only when the server says something else than before; `data-keep` leaves an element alone.
 */
const OWNED = ["open", "aria-expanded", "aria-activedescendant"];
const FIELDS = "select, input, textarea";
const READERS = `details, [aria-expanded], ${FIELDS}`;
const said = new WeakMap(); // element -> what the server said of what a reader owns
const typed = new WeakMap(); // field -> its value as the server last set it: another value is the reader's, not yet answered

page.morph = morph;
function morph(root, html) {
  const next = document.createElement("template");
  next.innerHTML = html;
  root.dataset.block = "";
  children(root, next.content);
  page.follow?.(root);
  page.drawn?.();
}

const alike = (one, other) => one.nodeName === other.nodeName && (one.id ?? "") === (other.id ?? "");

function children(old, fresh) {
  const named = new Map();
  for (const node of old.children) if (node.id) named.set(node.id, node);
  let at = old.firstChild;
  for (const node of [...fresh.childNodes]) {
    const match = node.id ? named.get(node.id) : at && !at.id && alike(at, node) ? at : null;
    if (match && match.parentNode === old && alike(match, node)) {
      if (match === at) at = at.nextSibling;
      else old.insertBefore(match, at);
      patch(match, node);
    } else {
      old.insertBefore(node, at);
      remember(node);
    }
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

function remember(node) {
  if (!(node instanceof Element)) return;
  for (const one of [node, ...node.querySelectorAll(READERS)]) {
    said.set(one, owned(one));
    if (one.matches("input, textarea")) typed.set(one, one.value);
  }
}

const owned = (element) => OWNED.map((name) => element.hasAttribute(name)).join()
  + (element instanceof HTMLSelectElement ? [...element.options].findIndex((one) => one.hasAttribute("selected")) : "")
  + (element instanceof HTMLInputElement ? [element.getAttribute("value"), element.hasAttribute("checked")].join() : "")
  + (element instanceof HTMLTextAreaElement ? element.defaultValue : "");

/**
 * A field follows the server, unless the reader has moved on since: then the next answer is on its way. A form knows
 * which message an answer answers (form.js); elsewhere another value than the server set last is the reader's.
 */
function fill(field, fresh, sure) {
  const wanted = fresh.cloneNode(true).value; // a slider puts a value between two steps on one of them
  field.checked = fresh.hasAttribute("checked");
  if (!sure && field.value !== wanted && field.value !== typed.get(field)) return;
  field.value = wanted;
  typed.set(field, field.value);
}

function patch(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  if (old.hasAttribute("data-keep") && fresh.hasAttribute("data-keep")) return;
  if (!fresh.matches(READERS) && !fresh.querySelector(READERS) && old.isEqualNode(fresh)) return; // most of a page
  const news = owned(fresh) !== said.get(old);
  said.set(old, owned(fresh));
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && (news || !OWNED.includes(name)) && name !== "data-block") old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && (news || !OWNED.includes(name))) old.setAttribute(name, value);
  }
  // What somebody types stands in the property; the attribute only says what the server knows.
  // A field of a filter shows what counts, also when what was typed did not; not while somebody is in it.
  const idle = old instanceof HTMLInputElement && old.dataset.param && old !== document.activeElement;
  const answer = old.matches(FIELDS) ? page.answer(old) : null;
  const mine = answer === "waits" ? old.value : null;
  if (old.matches("input, textarea") && mine === null && (news || idle || answer)) fill(old, fresh, idle || answer);
  children(old, fresh);
  if (old instanceof HTMLSelectElement) {
    const chosen = [...old.options].findIndex((one) => one.hasAttribute("selected"));
    if (mine !== null) old.value = mine;
    else if (chosen >= 0 || answer) old.selectedIndex = Math.max(chosen, 0);
  }
}
