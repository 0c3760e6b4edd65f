/** The time bar: how all together went, and the moment that the map shows. One slider, and a button that plays. */
const TICK = 900; // milliseconds per moment; with few moments half as long again
const FEW = 5;
const SETTLE = 350; // milliseconds without a change after which the server hears of it
const ICONS = { play: "M4 2.2v11.6L13.5 8z", stop: "M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z" };

class TimeBar {
  /** `chosen(moment)` paints; `settled()` tells the server once it stands still. */
  constructor(holder, chosen, settled) {
    Object.assign(this, { holder, chosen, settled, timer: 0, at: 0 });
    this.title = htmlElement("p", "ti");
    this.button = htmlElement("button", "play");
    this.button.type = "button";
    const icon = svgElement("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" });
    this.icon = svgElement("path");
    icon.append(this.icon);
    this.button.append(icon);
    this.slider = htmlElement("div", "m-columns");
    for (const [name, value] of [["role", "slider"], ["tabindex", 0], ["aria-label", "Moment"], ["aria-valuemin", 0], ["data-time", ""]]) {
      this.slider.setAttribute(name, value);
    }
    const row = htmlElement("div", "scrub");
    row.append(this.button, this.slider);
    holder.replaceChildren(this.title, row);
    this.button.onclick = () => (this.timer ? this.pause() : this.play());
    this.slider.addEventListener("keydown", (event) => this.press(event));
    this.slider.addEventListener("pointerdown", (event) => {
      this.slider.setPointerCapture(event.pointerId);
      this.point(event);
    });
    this.slider.addEventListener("pointermove", (event) => this.slider.hasPointerCapture(event.pointerId) && this.point(event));
    this.stopped();
  }

  build(series) {
    this.stop();
    this.series = series;
    const { moments, unit } = series;
    say(this.title, unit.bar);
    const values = moments.map((_, i) => series.all(i));
    const most = Math.max(...values.map((value) => value ?? 0), 1e-9);
    this.slider.replaceChildren(...moments.map((moment, i) => {
      const column = htmlElement("span", "m-column");
      const bar = htmlElement("i", values[i] === null ? "missing" : moment.allKind === EXAMPLE ? "ex" : "");
      bar.style.setProperty("--part", values[i] === null ? 0.1 : Math.max(0, values[i]) / most);
      const track = htmlElement("span", "m-track");
      const label = htmlElement("u", "", values[i] === null ? NOTHING : `${series.write(values[i])}${moment.allKind === EXAMPLE ? " ▨" : ""}`);
      track.append(label, bar);
      column.append(track, htmlElement("b", "", moment.short));
      return column;
    }));
    this.slider.classList.toggle("m-many", moments.length > FEW);
    this.slider.setAttribute("aria-valuemax", moments.length - 1);
    this.holder.classList.toggle("single", moments.length < 2);
  }

  paint(moment) {
    this.at = moment;
    [...this.slider.children].forEach((column, i) => column.classList.toggle("m-on", i === moment));
    change(this.slider, "aria-valuenow", moment);
    const { title } = this.series.moments[moment];
    const all = this.series.all(moment);
    change(this.slider, "aria-valuetext", `${title}, ${this.series.unit.all}: ${this.series.write(all)}`);
  }

  press(event) {
    const last = this.series.moments.length - 1;
    const to = {
      ArrowRight: this.at + 1, ArrowUp: this.at + 1, ArrowLeft: this.at - 1, ArrowDown: this.at - 1,
      PageUp: this.at + 3, PageDown: this.at - 3, Home: 0, End: last,
    }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.go(Math.max(0, Math.min(last, to)));
  }

  point({ clientX }) {
    const { left, width } = this.slider.getBoundingClientRect();
    const { length } = this.series.moments;
    this.go(Math.max(0, Math.min(length - 1, Math.floor(((clientX - left) / width) * length))));
  }

  /** A reader chose a moment: shown at once, and told to the server when it stays. */
  go(moment) {
    this.stop();
    if (moment !== this.at) this.chosen(moment);
    this.settle();
  }

  settle() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.settled(), SETTLE);
  }

  play() {
    const last = this.series.moments.length - 1;
    clearTimeout(this.settling);
    if (this.at === last) this.chosen(0);
    this.icon.setAttribute("d", ICONS.stop);
    this.holder.closest(".atlas").classList.add("playing");
    this.button.setAttribute("aria-label", "Pauzeer");
    this.timer = setInterval(() => {
      if (this.at < last) this.chosen(this.at + 1);
      if (this.at === last) this.pause();
    }, last < FEW ? TICK * 1.5 : TICK);
  }

  pause() {
    this.stop();
    this.settled();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.stopped();
  }

  stopped() {
    this.icon.setAttribute("d", ICONS.play);
    this.holder.closest(".atlas").classList.remove("playing");
    this.button.setAttribute("aria-label", "Speel de jaren af");
  }
}
