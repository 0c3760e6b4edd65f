/**
 * The slides of the page *presentatie*: which one is on, by key, clicker or button. All slides are in the page, so a
 * change needs no server and a lost connection takes nothing away. The slide in view is `data-dia` on <html>; the
 * style sheet of ui/presentation.py shows the slide of that name. Loaded by the component in ui/presentation.py.
 */
const FORWARD = ["ArrowRight", "PageDown", " "];
const BACK = ["ArrowLeft", "PageUp"];
const CLICKER = ["PageDown", "PageUp"];
const PARAMETER = "dia";
let bar = null; // the bar that listens to the keys; only one page has one

export default function render({ parentElement, data }) {
  const nav = parentElement.querySelector("nav");
  if (bar?.nav !== nav) {
    bar = new Slides(nav);
    addEventListener("keydown", (event) => (bar?.nav === nav && nav.isConnected ? bar.press(event) : undefined), true);
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
    const slide = document.querySelector(`.st-key-dia_${code}`);
    slide?.setAttribute("tabindex", "0"); // a slide that is longer than the screen scrolls by keyboard
    slide?.setAttribute("role", "group");
    slide?.setAttribute("aria-label", `Dia ${at + 1}: ${title}`);
    const address = new URL(location);
    if (at) address.searchParams.set(PARAMETER, code);
    else address.searchParams.delete(PARAMETER);
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || this.isTaken(event)) return;
    const places = { Home: 0, End: this.slides.length - 1 };
    if (FORWARD.includes(event.key)) this.go(this.at + 1);
    else if (BACK.includes(event.key)) this.go(this.at - 1);
    else if (event.key in places) this.go(places[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Keys that the thing in focus needs itself; a clicker always works, unless a list is open. */
  isTaken(event) {
    const [element] = event.composedPath();
    if (document.querySelector('[role="listbox"]')) return true;
    if (CLICKER.includes(event.key)) return false;
    if (!element?.matches) return false;
    if (element.matches(".area, [role=option], [role=radio], [role=slider], [role=tab], [role=grid], textarea")) return true;
    if (element.matches("[role=combobox]")) return !event.key.startsWith("Arrow");
    if (element.matches("input:not([type=checkbox])")) return true;
    return event.key === " " && element.matches("button, a, summary, input, [role=button]");
  }
}
