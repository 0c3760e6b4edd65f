/** The list beside the map: every place with its bar; a click pins, the search leaves out. Arrows walk through it. */
const IN_SIGHT = 32; // lines that a reader can see at once, also on a tall screen
const SEARCH = "Zoek een naam in de lijst";

class Ranking {
  /** `does`: `pick(row)`, `show(row)`, `leave()`, `nameOf(place)`. */
  constructor(holder, does) {
    Object.assign(this, { holder, does, lines: [], where: new Map() });
    const head = htmlElement("div", "rh");
    this.turn = htmlElement("button", "m-turn");
    this.turn.type = "button";
    const heading = htmlElement("h2");
    heading.append(this.turn);
    const label = htmlElement("label");
    this.search = htmlElement("input");
    Object.assign(this.search, { type: "search", placeholder: "Zoek naam", autocomplete: "off" });
    this.search.setAttribute("aria-label", SEARCH);
    label.append(this.search);
    head.append(heading, label);
    this.list = htmlElement("ol");
    this.none = htmlElement("p", "small m-none");
    this.none.setAttribute("role", "status");
    this.left = htmlElement("p", "small m-left");
    holder.replaceChildren(head, this.none, this.list, this.left);
    this.search.oninput = () => this.paint(this.moment);
    this.turn.onclick = () => { this.lowest = !this.lowest; this.paint(this.moment); this.list.scrollTop = 0; };
    const rowOf = (event) => this.lines[event.target.closest("button")?.dataset.line]?.row;
    this.list.addEventListener("click", (event) => rowOf(event) && does.pick(rowOf(event)));
    this.list.addEventListener("pointerover", (event) => event.pointerType === "mouse" && rowOf(event) && does.show(rowOf(event)));
    this.list.addEventListener("pointerleave", () => does.leave());
    this.list.addEventListener("focusin", (event) => {
      if (!rowOf(event)) return;
      this.reach(event.target);
      if (event.target.matches(":focus-visible")) does.show(rowOf(event));
    });
    this.list.addEventListener("focusout", () => does.leave());
    for (const event of ["scroll", "focusin"]) this.list.addEventListener(event, () => this.complete());
    this.list.addEventListener("keydown", (event) => this.press(event));
  }

  build(series) {
    this.series = series;
    this.lowest = series.data.middle !== null; // against a target, who lags comes first
    this.pinned = [];
    this.list.scrollTop = 0;
  }

  press(event) {
    const shown = [...this.list.querySelectorAll("button")];
    const at = shown.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1, PageDown: at + 10, PageUp: at - 10 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    shown[Math.max(0, Math.min(shown.length - 1, to))].focus();
  }

  /** One line at a time can be reached with Tab. */
  reach(line) {
    for (const other of this.list.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
    line.tabIndex = 0;
  }

  /** The line at a place in the list; lines stay where they are, what they say changes. */
  line(i) {
    if (!this.lines[i]) {
      const item = htmlElement("li");
      const button = htmlElement("button");
      button.type = "button";
      button.tabIndex = i ? -1 : 0;
      button.dataset.line = i;
      const bar = htmlElement("span", "m-bar");
      bar.append(htmlElement("i"), htmlElement("s"));
      button.append(htmlElement("span", "k"), htmlElement("span", "m-name"), bar, htmlElement("span", "q"));
      item.append(button);
      this.lines[i] = { item, button };
    }
    return this.lines[i];
  }

  /** Draw the list of a moment; `quick` only what is in sight, for while time moves. */
  paint(moment, pinned = this.pinned ?? [], quick = false) {
    Object.assign(this, { moment, pinned });
    const { series, does } = this;
    const { ranked, rows } = series.at(moment);
    const words = plainWord(this.search.value.trim());
    const found = (row) => !words || row.places.some((place) => plainWord(does.nameOf(place)).includes(words));
    say(this.turn, this.lowest ? "Laagste eerst" : "Hoogste eerst");
    change(this.turn, "title", this.lowest ? "Toon het hoogste eerst" : "Toon het laagste eerst");
    const order = this.lowest ? [...ranked].reverse() : ranked;
    const shown = order.filter((row) => row.seen && found(row));
    const mark = series.data.middle ?? (series.related ? series.all(moment) : null);
    const most = series.highest;
    this.where = new Map(shown.map((row, i) => [row.lead, i]));
    const last = quick && this.list.scrollTop === 0 ? Math.min(shown.length, IN_SIGHT) : shown.length;
    this.short = last < shown.length;
    for (let i = 0; i < last; i += 1) this.write(shown[i], i, { mark, most, pinned });
    while (this.list.children.length > shown.length) this.list.lastChild.remove();
    if (!this.list.querySelector('[tabindex="0"]') && shown.length) this.lines[0].button.tabIndex = 0;
    say(this.none, shown.length ? "" : words ? "Geen naam in de lijst past bij wat u zoekt." : "Niemand heeft hier een cijfer.");
    this.none.hidden = shown.length > 0;
    const without = rows.filter((row) => row.seen && row.value === null && found(row)).map((row) => does.nameOf(row.lead));
    say(this.left, without.length ? `Zonder cijfer: ${without.sort((a, b) => a.localeCompare(b, "nl")).join(", ")}.` : "");
    this.left.hidden = !without.length;
  }

  /** Write the lines that a quick painting left as they were. */
  complete() {
    if (this.short) this.paint(this.moment);
  }

  /** One line: rank, name, bar with the mark of all together, value. */
  write(row, i, { mark, most, pinned }) {
    const { series, does } = this;
    const line = this.line(i);
    const { item, button } = line;
    line.row = row;
    if (item.parentNode !== this.list) this.list.append(item);
    const [rank, name, bar, value] = button.children;
    say(rank, row.rank === undefined ? "" : count(row.rank));
    const others = row.places.slice(1).map(does.nameOf);
    say(name, does.nameOf(row.lead) + (others.length ? ` +${others.length}` : ""));
    change(button, "title", others.length ? `Samen met ${others.join(", ")}` : null);
    change(bar.firstChild, "class", `k-${series.shade(row.value)}${row.kind === EXAMPLE ? " ex" : ""}`);
    change(bar.firstChild, "style", `width:${((100 * Math.max(0, row.value)) / most).toFixed(1)}%`);
    bar.lastChild.hidden = mark === null;
    if (mark !== null) change(bar.lastChild, "style", `left:${Math.min(100, (100 * mark) / most).toFixed(1)}%`);
    say(value, series.write(row.value));
    change(button, "aria-pressed", pinned.some((place) => row.places.includes(place)));
  }

  /** Mark the line of the place that the card is about. */
  point(row) {
    this.list.querySelector(".hot")?.classList.remove("hot");
    if (row) this.lines[this.where.get(row.lead)]?.button.classList.add("hot");
  }
}

/** A name without capitals and accents, for searching. */
function plainWord(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
