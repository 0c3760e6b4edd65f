/**
 * The slides of the page *presentatie*: which one is on, by key, clicker or button. All slides are in the page, so a
 * change needs no server and a lost connection takes nothing away. The slide in view is `data-dia` on <html>; the
 * style sheet of ui/presentation/slides.py shows the slide of that name. The others are `inert`: they keep their size
 * but neither keyboard nor screen reader finds them. Loaded by the component in ui/presentation/slide_bar.py.
 */
const FORWARD = ["ArrowRight", "PageDown", " "];
const BACK = ["ArrowLeft", "PageUp"];
const CLICKER = ["PageDown", "PageUp"];
const PARAMETER = "dia";
const LOST = '[data-testid="stDialog"] section > button'; // closes the window over a page that lost its server
let bar = null; // the bar that listens to the keys; only one page has one

export default function render({ parentElement, data }) {
  const nav = parentElement.querySelector("nav");
  if (bar?.nav !== nav) {
    bar?.leave();
    bar = new Slides(nav);
  }
  bar.show(data);
}

class Slides {
  constructor(nav) {
    const part = (name) => nav.querySelector(name);
    Object.assign(this, { nav, number: part("output"), progress: part("progress"), full: part("[data-full]") });
    for (const button of nav.querySelectorAll("[data-step]")) {
      button.onclick = () => this.go(this.at + Number(button.dataset.step));
    }
    this.full.onclick = () =>
      document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    this.full.hidden = !document.fullscreenEnabled;
    this.listener = (event) => nav.isConnected && this.press(event);
    this.pointer = () => (this.pointed = true);
    addEventListener("keydown", this.listener, true);
    addEventListener("pointerdown", this.pointer, true);
    // Streamlit may draw a slide anew; then it must be marked anew.
    this.watcher = new MutationObserver(() => this.mark());
    this.watcher.observe(document.querySelector(".stMain") ?? document.body, { childList: true, subtree: true });
    // The window that Streamlit opens would make everything under it unreachable, also the buttons that turn pages.
    this.guard = new MutationObserver(() => document.querySelector(LOST)?.click());
    this.guard.observe(document.body, { childList: true });
  }

  leave() {
    removeEventListener("keydown", this.listener, true);
    removeEventListener("pointerdown", this.pointer, true);
    this.watcher.disconnect();
    this.guard.disconnect();
  }

  /** The slides of this run, in order; the one in view stays in view when it is still there. */
  show({ slides, close }) {
    this.slides = slides;
    this.nav.querySelector("a").href = close;
    const wanted = document.documentElement.dataset.dia ?? new URL(location).searchParams.get(PARAMETER);
    const place = slides.findIndex(([code]) => code === wanted);
    this.go(place < 0 ? Math.min(this.at ?? 0, slides.length - 1) : place);
  }

  go(wanted) {
    const at = Math.max(0, Math.min(this.slides.length - 1, wanted));
    const [code, title] = this.slides[at];
    this.at = at;
    document.documentElement.dataset.dia = code;
    const text = `${at + 1} van ${this.slides.length}: ${title}`;
    if (this.number.textContent !== text) this.number.textContent = text;
    this.progress.max = this.slides.length;
    this.progress.value = at + 1;
    for (const button of this.nav.querySelectorAll("[data-step]")) {
      button.setAttribute("aria-disabled", this.slides[at + Number(button.dataset.step)] ? "false" : "true");
    }
    this.mark();
    const address = new URL(location);
    if (at) address.searchParams.set(PARAMETER, code);
    else address.searchParams.delete(PARAMETER);
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  /** The slide in view can be read and scrolled by keyboard, the others cannot be reached. */
  mark() {
    this.slides.forEach(([code, title], place) => {
      const slide = document.querySelector(`.st-key-slide_${code}`);
      if (!slide) return;
      if (slide.inert !== (place !== this.at)) slide.inert = place !== this.at;
      const name = `Dia ${place + 1}: ${title}`;
      if (slide.getAttribute("aria-label") === name) return;
      for (const [key, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", name]]) slide.setAttribute(key, value);
    });
  }

  press(event) {
    if (event.key === "Tab") this.pointed = false;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || this.isTaken(event)) return;
    const places = { Home: 0, End: this.slides.length - 1 };
    if (FORWARD.includes(event.key)) this.go(this.at + 1);
    else if (BACK.includes(event.key)) this.go(this.at - 1);
    else if (event.key in places) this.go(places[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * Keys that the thing in focus needs itself; a clicker always works, unless a list is open. Arrows walk over a map
   * for who came there by keyboard; who clicked on it goes on presenting.
   */
  isTaken(event) {
    const [element] = event.composedPath();
    if (document.querySelector('[role="listbox"]:not([hidden])')) return true;
    if (CLICKER.includes(event.key)) return false;
    if (!element?.matches) return false;
    if (element.matches(".area")) return !this.pointed;
    if (element.matches("[role=option], textarea")) return true;
    if (element.matches("[role=combobox]")) return !event.key.startsWith("Arrow");
    if (element.matches("input")) return true;
    return event.key === " " && element.matches("button, a, summary, [role=button]");
  }
}
