/**
 * Links and lists of ours change the address, and Streamlit runs the page that the address names (see ui/hooks/__init__.py).
 *
 * A link to a screen inside a block: pushState and the event that the browser itself sends for Back. A `<select
 * data-param="jaar">` does the same for its parameter; `data-default` is the value that stays out of the address,
 * `data-drop` names parameters that no longer hold after the change, `data-cell` the one pair of a parameter of pairs
 * (`?scenario=key~value~key~value`) that it writes. A field with `data-live` changes it while one types, and all that is
 * typed in a row is one step back. Without this script a link loads the page.
 */
const app = () => document.querySelector('[data-testid="stApp"]');
const main = () => document.querySelector('[data-testid="stMain"]');
const state = () => app()?.dataset.testScriptState;
const SAME_HAND = 1500; // two changes of one control within this time are one step back
const TYPING = 60; // milliseconds after a key before a field with `data-live` asks
const PATIENCE = 6000; // milliseconds in which a page grows back to where one was
const HELD = 1200; // and in which it must have stood still there
let last = { control: null, at: 0 };
let arriving = null; // what is still to be done once the page that was asked for stands there

page.go = go;
function go(url, { replace = false } = {}) {
  const to = new URL(url, location.href);
  const within = to.pathname + to.search === location.pathname + location.search; // a part of this very page
  if (to.href === location.href && !to.hash) return;
  if (app()?.dataset.testConnectionState !== "CONNECTED") return location.assign(to); // nobody would run the page
  history.replaceState({ ...history.state, top: main()?.scrollTop ?? 0 }, "");
  const elsewhere = to.pathname !== location.pathname;
  history[replace || to.href === location.href ? "replaceState" : "pushState"]({}, "", to);
  arriving = { top: elsewhere ? 0 : null, hash: to.hash };
  if (within && to.hash) return arrive();
  dispatchEvent(new PopStateEvent("popstate", { state: null }));
}

/** Where a link leads; one inside a drawing has its address and target elsewhere. */
const aim = (link) => new URL(link.href.baseVal ?? link.href, location.href);

function isScreen(link) {
  return aim(link).origin === location.origin && !link.hasAttribute("download") && !link.hasAttribute("data-file")
    && ["", "_self"].includes(link.target.baseVal ?? link.target);
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((one) => one instanceof Element && one.matches("a[href]"));
  const ours = event.composedPath().some((one) => one instanceof Element && one.matches(".stBidiComponent"));
  if (!link || !ours || !isScreen(link)) return;
  event.preventDefault();
  link.closest("details.menu")?.removeAttribute("open");
  last = { control: null, at: 0 };
  go(aim(link).href);
});

let typing = 0;
document.addEventListener("input", (event) => {
  const control = event.composedPath()[0];
  clearTimeout(typing);
  if (control?.dataset?.live !== undefined) typing = setTimeout(changed, TYPING, control);
});
document.addEventListener("change", (event) => changed(event.composedPath()[0]));

function changed(control) {
  const key = control?.dataset?.param;
  if (!key) return;
  clearTimeout(typing);
  const to = new URL(location.href);
  const held = to.searchParams.get(key) ?? "";
  for (const one of [key, ...(control.dataset.drop ?? "").split(" ").filter(Boolean)]) to.searchParams.delete(one);
  const { cell } = control.dataset;
  const value = cell ? paired(held, cell, said(control)) : said(control);
  if (value) to.searchParams.set(key, value);
  to.hash = "";
  const live = control.dataset.live !== undefined;
  const name = cell ?? key;
  const replace = last.control === name && (live || Date.now() - last.at < SAME_HAND); // arrow keys pass many on the way
  last = { control: name, at: Date.now() };
  go(to, { replace });
}

/** What a control says for the address: nothing for its default. */
function said(control) {
  const { cell, default: usual = "" } = control.dataset;
  const value = cell ? of_pair(control) : control.value;
  return value === usual || (cell && usual !== "" && value !== "" && Number(value) === Number(usual)) ? "" : value;
}

/** The value of a pair: a percentage (`data-scale`) as a share, and no sign that parts pairs. */
function of_pair({ value, dataset }) {
  if (!dataset.scale || value === "" || Number.isNaN(Number(value))) return value.replaceAll("~", " ");
  return String(Number((Number(value) / Number(dataset.scale)).toPrecision(12)));
}

/** A text of keys and values by turns with one pair set, or left out; in the order of samenleven/budget/scenario_text.py. */
function paired(text, key, value) {
  const parts = text.split("~");
  const pairs = new Map(parts.length % 2 ? [] : parts.flatMap((one, i) => (i % 2 ? [] : [[one, parts[i + 1]]])));
  pairs.delete(key);
  if (value) pairs.set(key, value);
  return [...pairs].sort(([one], [other]) => (one < other ? -1 : 1)).flat().join("~");
}

// A switch is a link with another role: the space bar turns it too.
document.addEventListener("keydown", (event) => {
  if (event.key !== " " || !(event.target instanceof HTMLAnchorElement) || !event.target.matches('[role="switch"]')) return;
  event.preventDefault();
  event.target.click();
});

let stood = location.pathname + location.search; // what the page shows
addEventListener("popstate", (event) => {
  const within = stood === location.pathname + location.search; // then nothing runs, and nothing tells that it stands
  stood = location.pathname + location.search;
  if (!event.isTrusted) return;
  last = { control: null, at: 0 };
  for (const one of document.querySelectorAll("[data-live]")) one.value = new URLSearchParams(location.search).get(one.dataset.param) ?? "";
  arriving = { top: event.state?.top ?? 0, hash: location.hash };
  if (within) arrive();
});

/** What is drawn last makes the page longer or pushes it down: this holds the place until then, or the reader moves. */
function scrollTo(top) {
  const until = performance.now() + PATIENCE;
  let still = performance.now() + HELD;
  const stop = new AbortController();
  for (const moved of ["wheel", "pointerdown", "keydown"]) addEventListener(moved, () => stop.abort(), { signal: stop.signal });
  const step = () => {
    const now = performance.now();
    if (Math.abs((main()?.scrollTop ?? top) - top) >= 2) still = now + HELD;
    main()?.scrollTo({ top, behavior: "instant" });
    if (now < Math.min(still, until) && !stop.signal.aborted) requestAnimationFrame(step);
    else stop.abort();
  };
  step();
}

/**
 * Once the page stands: back to where one was, or to what the address points at, opened. Asked at each change of the
 * script state and after each block that is drawn: a short run may begin and end in one step, and then the state does
 * not change for the browser.
 */
page.drawn = arrive;
function arrive() {
  if (!arriving || state() !== "notRunning" || !main()) return;
  const { top, hash } = arriving;
  const aim = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
  arriving = hash && !aim ? { top: null, hash } : null; // what it points at may stand in a block that is still to come
  if (aim) {
    for (let box = aim; box; box = box.parentElement) if (box instanceof HTMLDetailsElement) box.open = true;
    aim.scrollIntoView({ block: "start" });
  } else if (top !== null) scrollTo(top);
}
new MutationObserver(arrive).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] });
if (location.hash) arriving = { top: null, hash: location.hash };
