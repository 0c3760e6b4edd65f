/**
 * The slides of *presentatie*: which one is shown, by key, clicker or button, without the server; and the list of all
 * slides, where a step puts the focus on the slide that moved and says where it stands. Drawn by ui/presentation/stage.py.
 */
const PARAMETER = "dia"; // the slide in view; the first one is left out
const FORWARD = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];
const CLICKER = ["PageDown", "PageUp"]; // works wherever the focus is
const LOST = '[data-testid="stDialog"] button'; // closes the window that Streamlit opens when the connection is lost
let wanted = null; // [id that gets the focus, what is read aloud] once the list stands there again

const stage = () => document.querySelector(".pr-stage");
const slides = () => [...document.querySelectorAll(".pr-slides > [data-slide]")];

/** Every outline of the maps is in the page once; they are fetched when a presentation first opens. */
async function areas(from) {
  if (document.getElementById("pr-areas")) return;
  const holder = Object.assign(document.createElement("div"), { id: "pr-areas", ariaHidden: "true" });
  document.body.append(holder);
  holder.innerHTML = await fetch(from).then((answer) => (answer.ok ? answer.text() : "")).catch(() => "");
  if (!holder.firstChild) holder.remove();
}

const followed = page.follow;
page.follow = (root) => {
  followed?.(root);
  const here = root.querySelector(".pr-stage");
  if (!here) return;
  if (here.dataset.areas) areas(here.dataset.areas); // nothing is drawn without figures
  const full = here.querySelector("[data-full]");
  if (full) full.hidden = !document.fullscreenEnabled;
  // A run that the server began itself does not know which page was turned to since: the address does.
  const asked = new URL(location).searchParams.get(PARAMETER);
  const place = slides().findIndex((slide) => slide.dataset.slide === asked);
  if (shown() !== Math.max(0, place)) go(Math.max(0, place), { quiet: true });
  if (!wanted) return;
  const [id, words] = wanted;
  wanted = null;
  document.getElementById(id)?.focus();
  say(words);
};

function say(words) {
  const live = document.getElementById("pr-said");
  if (live) live.textContent = words;
}

/** Show another slide; the links and the address follow. */
function go(to, { quiet = false } = {}) {
  const every = slides();
  if (!every.length) return;
  const at = Math.max(0, Math.min(every.length - 1, to));
  every.forEach((slide, place) => { slide.hidden = place !== at; });
  const bar = document.querySelector(".pr-bar");
  const name = every[at].dataset.title;
  bar.style.setProperty("--done", `${(100 * (at + 1)) / every.length}%`);
  bar.querySelector(".pr-count b").textContent = at + 1;
  bar.querySelector(".pr-name").textContent = ` · ${name}`;
  for (const button of bar.querySelectorAll("[data-turn]")) {
    button.setAttribute("aria-disabled", String(!every[at + Number(button.dataset.turn)]));
  }
  const address = named(new URL(location), every, at);
  if (address.href !== location.href) history.replaceState(history.state, "", address);
  for (const link of bar.querySelectorAll("a[data-here]")) link.href = named(new URL(link.href), every, at).href;
  if (!quiet) say(`${at + 1} van ${every.length}: ${name}`);
}

function named(address, every, at) {
  if (at) address.searchParams.set(PARAMETER, every[at].dataset.slide);
  else address.searchParams.delete(PARAMETER);
  return address;
}

const shown = () => slides().findIndex((slide) => !slide.hidden);

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || !stage()) return;
  const turn = event.target.closest("[data-turn]");
  if (turn) go(shown() + Number(turn.dataset.turn));
  if (event.target.closest("[data-full]")) {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }
  const step = event.target.closest("[data-after]");
  if (step) wanted = [step.dataset.after, step.dataset.say];
}, true);

/** Keys that the thing in focus needs itself; a clicker always works, unless it is a list that one walks through. */
function taken(event) {
  const element = event.target;
  if (!(element instanceof Element)) return false;
  if (element.matches("input, textarea")) return true;
  if (CLICKER.includes(event.key)) return false;
  if (element.matches("select, .scroll, [role=option]")) return true;
  return event.key === " " && element.matches("button, a, summary, [role=button]");
}

addEventListener("keydown", (event) => {
  if (!stage()) return;
  if (event.altKey && event.key.startsWith("Arrow")) return move(event);
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || taken(event)) return;
  const every = slides();
  if (!every.length) return;
  const ends = { Home: 0, End: every.length - 1 };
  if (FORWARD.includes(event.key)) go(shown() + 1);
  else if (BACK.includes(event.key)) go(shown() - 1);
  else if (event.key in ends) go(ends[event.key]);
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);

/** In the list: the slide that has the focus goes one place up or down. */
function move(event) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const step = by && event.target.closest?.(".pr-in > li")?.querySelector(`[data-move="${by}"]`);
  if (!step) return;
  event.preventDefault();
  step.click();
}

// The window that Streamlit opens would make everything under it unreachable, also the buttons that turn pages.
new MutationObserver(() => { if (stage()) document.querySelector(LOST)?.click(); }).observe(document.body, { childList: true });
