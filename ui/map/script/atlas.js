/**
 * The screen *kaart*: one figure at every moment, with a map, a time bar, a legend, a ranking and what is pinned. The
 * component is in ui/map/atlas.py, what it gets in ui/map/atlas_data.py.
 *
 * Moment and pins stand in the address, not in the data: a reader moves through time without the server, which hears of
 * it once the movement ends. `page` is the script of the page (ui/server/served.py): `go` changes the address.
 */
const SOON = 150; // milliseconds that time must stand still before what nobody sees yet follows
const ATLAS_OUTLINES = ["regions", "pinned", "hover", "focus"];
const atlases = new WeakMap(); // figure element -> its Atlas

/** Called by Streamlit on the first run and whenever the figure changed. */
export default async function render({ parentElement, data }, page) {
  parentElement.dataset.block = "";
  const figure = parentElement.querySelector(".atlas");
  if (!atlases.has(figure)) atlases.set(figure, new Atlas(figure, page));
  await atlases.get(figure).show(data.figure);
}

/** The foot line under the map: a component of its own, so that another year sends no figures again. */
export function foot({ parentElement, data }, page, again = 40) {
  const slot = document.querySelector(".atlas .slot");
  if (slot) page.morph(slot, data.html);
  else if (again) setTimeout(() => foot({ parentElement, data }, page, again - 1), 50);
}

class Atlas {
  constructor(figure, page) {
    const part = (selector) => figure.querySelector(selector);
    Object.assign(this, { figure, page, stage: part(".m-stage"), svg: part(".land svg"), card: part(".m-card"), pins: [] });
    this.path = location.pathname;
    const nameOf = (place) => this.nameOf(place);
    this.time = new TimeBar(part(".time"), (moment) => this.choose(moment), () => this.tell());
    this.legend = new Legend(part(".legend"));
    this.pinned = new Pins(part(".pins"), { drop: (place) => this.pin(place), nameOf, link: (place) => placeLink(this.series.places[place], this.path) });
    this.ranking = new Ranking(part(".ranking"), {
      nameOf, pick: (row) => this.pin(row.lead), show: (row) => this.showRow(row, true), leave: () => this.leave(),
    });
    addEventListener("popstate", () => this.follow());
    const resized = new ResizeObserver(() => this.fill());
    for (const one of [figure, part(".slot")]) resized.observe(one);
    addEventListener("resize", () => this.fill());
  }

  /** A figure arrives, or the same one again. */
  async show(text) {
    if (this.wanted === text) {
      this.asked = askedFigure();
      return this.follow();
    }
    this.wanted = text;
    const data = JSON.parse(text);
    this.stage.setAttribute("aria-busy", "true");
    const geometry = await loadGeometry(data.geo).catch((error) => console.warn(String(error)));
    if (this.wanted !== text) return; // a newer run came by while the borders were loading
    this.figure.classList.toggle("failed", !geometry);
    this.geometry = geometry ?? { shapes: new Map() };
    this.series = new Series(data);
    if (geometry && !this.areas) this.draw(geometry);
    this.read();
    for (const one of [this.time, this.legend, this.ranking]) one.build(this.series);
    this.page.morph(this.figure.querySelector(".lede"), data.lede);
    this.fill();
    this.paint();
    this.ranking.complete();
    this.fit();
    this.paintNames();
    this.stage.removeAttribute("aria-busy");
    this.figure.dataset.ready = "";
  }

  draw(geometry) {
    this.areas = new Areas(this.svg, geometry, ATLAS_OUTLINES, {
      pick: (nis) => this.pin(this.series.index.get(nis)),
      show: (nis) => this.showRow(this.rowOf(nis), false),
      leave: () => this.leave(),
      moved: () => this.moved(),
      outlined: (nis) => this.rowOf(nis).places.map((place) => this.series.places[place]),
    });
    this.hatch = svgElement("path", { class: "hatch", fill: "url(#arcering-kaart)" });
    this.areas.layer.insertBefore(this.hatch, this.areas.above);
    this.borders = ["m-edge", "m-edge m-faint"].map((name) => svgElement("path", { class: name }));
    this.areas.above.prepend(...this.borders);
    const pattern = svgElement("pattern", { id: "arcering-kaart", width: 6, height: 6, patternUnits: "userSpaceOnUse" });
    pattern.append(svgElement("rect", { class: "m-stripe", width: 1.5, height: 6 }));
    this.areas.patterns.append(pattern);
    this.names = new Names(this.svg, this.areas.above);
    this.areas.buttons(this.figure.querySelector(".m-zoom"));
  }

  rowOf(nis) {
    return this.series.at(this.moment).of.get(this.series.index.get(nis));
  }

  nameOf(place) {
    const nis = this.series.places[place];
    return this.geometry.shapes.get(nis)?.name ?? this.series.data.names[nis] ?? nis;
  }

  // What the address holds ------------------------------------------------------------------------------------------

  read() {
    this.asked = askedFigure();
    Object.assign(this, readAddress(this.series));
  }

  /** The address changed: by Back, by a link, or by us. */
  follow() {
    if (!this.series || !this.figure.isConnected || location.pathname !== this.path || this.time.timer) return;
    if (askedFigure() !== this.asked) return; // another figure is on its way
    const before = [this.moment, ...this.pins].join();
    this.read();
    if ([this.moment, ...this.pins].join() === before) return;
    this.paint();
    this.paintNames();
  }

  /** Put moment and pins in the address; the server follows, with its table, files and links. */
  tell() {
    this.page.go(writtenAddress(this.series, this.moment, this.pins));
  }

  // What a reader does ----------------------------------------------------------------------------------------------

  choose(moment) {
    this.moment = moment;
    this.paint();
  }

  /** Pin a place, or let it go; a third one takes the place of the first. */
  pin(place) {
    if (place === undefined) return;
    const others = this.row(place)?.places ?? [place];
    const held = this.pins.find((one) => one === place || others.includes(one));
    this.pins = held !== undefined ? this.pins.filter((one) => one !== held) : [...this.pins, place].slice(-MOST_PINS);
    this.paintPins();
    this.paintNames();
    this.ranking.paint(this.moment, this.pins);
    this.paintStates();
    this.tell();
  }

  row(place) {
    return this.series.at(this.moment).of.get(place);
  }

  showRow(row, fromList) {
    if (!row) return this.leave();
    this.shown = row.lead;
    fillCard(this.card, this.series, this.moment, row, (place) => this.nameOf(place));
    this.card.hidden = false;
    this.ranking.point(row);
    const codes = row.places.map((place) => this.series.places[place]);
    if (fromList && this.areas) this.areas.outline("hover", codes);
    const boxes = codes.map((nis) => this.areas?.paths.get(nis)?.getBoundingClientRect()).filter((box) => box?.width);
    if (!boxes.length || (fromList && this.narrow)) return void (this.card.hidden = fromList);
    const box = (side, pick) => pick(...boxes.map((one) => one[side]));
    placeCard(this.card, this.stage, {
      left: box("left", Math.min), top: box("top", Math.min), right: box("right", Math.max), bottom: box("bottom", Math.max),
    });
  }

  leave() {
    this.shown = null;
    this.card.hidden = true;
    this.ranking.point(null);
    this.areas?.outline("hover", []);
  }

  // What is drawn ---------------------------------------------------------------------------------------------------

  paint() {
    const { series, moment } = this;
    const { title, finding, madeUp } = series.moments[moment];
    say(this.figure.querySelector(".eyebrow"), `Kaart · ${title}`);
    say(this.figure.querySelector(".finding"), finding);
    this.figure.querySelector(".exm").hidden = !madeUp;
    this.time.paint(moment);
    this.legend.paint(moment);
    this.ranking.paint(moment, this.pins, true);
    this.afterwards();
    this.paintAreas();
    this.paintPins();
    if (this.shown !== null && this.shown !== undefined && !this.card.hidden) this.showRow(this.row(this.shown), false);
  }

  /** What nobody sees yet follows once time stands still: the end of the list, and what is read aloud. */
  afterwards() {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      this.ranking.complete();
      this.paintStates();
    }, SOON);
  }

  paintAreas() {
    if (!this.areas) return;
    const { series, areas } = this;
    const { of } = series.at(this.moment);
    const rows = new Map();
    for (const [place, row] of of) if (row.seen && this.inView(place)) rows.set(series.places[place], row);
    const hidden = areas.leftOut(new Map([...of.keys()].map((place) => [series.places[place], true])));
    areas.reach(rows, series.places[this.pins[0]]);
    let hatched = "";
    for (const [nis, path] of areas.paths) {
      const row = of.get(series.index.get(nis));
      const shade = !row ? "land" : row.value === null ? "none" : series.shade(row.value);
      const seen = rows.has(nis);
      change(path, "class", hidden.has(nis) ? "m-off" : `${row ? "area" : "m-bare"} k-${shade}${seen || !row ? "" : " dim"}`);
      if (seen && row.kind === EXAMPLE && row.value !== null) hatched += this.geometry.shapes.get(nis).path;
    }
    change(this.hatch, "d", hatched);
    const shaded = new Set([...areas.paths.keys()].filter((nis) => of.has(series.index.get(nis))));
    const drawn = [...shaded, "", ...hidden].join();
    if (drawn === this.bordersDrawn) return;
    this.bordersDrawn = drawn;
    borderLines([...areas.paths.keys()].filter((nis) => !hidden.has(nis)), shaded, this.geometry)
      .forEach((line, i) => change(this.borders[i], "d", line));
  }

  inView(place) {
    return !this.series.inView || this.series.inView.has(place);
  }

  /** What a program that reads aloud hears of each area. */
  paintStates() {
    if (!this.areas) return;
    const { areas, series, moment } = this;
    for (const [nis, path] of areas.paths) {
      const row = areas.rows.get(nis);
      change(path, "role", row ? "button" : null);
      change(path, "tabindex", row ? (nis === areas.current ? 0 : -1) : null);
      const said = row && [this.geometry.shapes.get(nis).name + (row.places.length > 1 ? " (samen ingediend)" : ""), series.write(row.value)];
      const more = row && [series.made_of(row), series.kind(row), rankText(series, moment, row)].filter(Boolean);
      change(path, "aria-label", row ? `${said[0]}: ${[said[1], ...more].join("; ")}` : null);
      change(path, "aria-pressed", row ? this.pins.some((place) => row.places.includes(place)) : null);
    }
  }

  paintPins() {
    this.pinned.paint(this.series, this.moment, this.pins);
    if (!this.areas) return;
    const codes = this.pins.flatMap((place) => (this.row(place)?.places ?? [place]).map((one) => this.series.places[one]));
    this.areas.outline("pinned", codes);
  }

  paintNames() {
    if (!this.areas) return;
    const { shapes } = this.geometry;
    const { places, data } = this.series;
    const { view, frame } = this.areas.zoom;
    const drawn = [this.width, view.zoom, view.x, view.y, frame.x, data.fit && data.view, ...this.pins.map((place) => places[place])].join();
    if (drawn === this.namesDrawn) return;
    this.namesDrawn = drawn;
    const pinned = this.pins.map((place, i) => [LETTERS[i], shapes.get(places[place])]).filter(([, shape]) => shape);
    const order = places.filter((nis, place) => shapes.has(nis) && (!data.fit || this.inView(place)));
    this.names.draw(order.map((nis) => shapes.get(nis)), pinned, this.areas.zoom);
  }

  /** A region fills the frame. */
  fit() {
    if (!this.areas) return;
    const { data, places } = this.series;
    const codes = data.fit ? data.view.map((place) => places[place]).filter((nis) => this.areas.paths.has(nis)) : [];
    if (codes.join() === this.fitted) return;
    this.fitted = codes.join();
    this.areas.zoom.fit(codes.map((nis) => this.areas.paths.get(nis)));
  }

  moved() {
    if (!this.names) return;
    const { zoom } = this.areas;
    const scale = 1 / (zoom.pixels * zoom.view.zoom);
    this.areas.patterns.firstChild.setAttribute("patternTransform", `scale(${scale}) rotate(45)`);
    this.leave();
    this.paintNames();
  }

  /** The map takes what the window leaves; on a phone everything stands below each other. */
  fill() {
    const top = this.figure.getBoundingClientRect().top + (document.querySelector('[data-testid="stMain"]')?.scrollTop ?? 0);
    this.narrow = matchMedia("(max-width: 48rem)").matches;
    const foot = this.figure.querySelector(".slot").firstElementChild?.offsetHeight ?? 0;
    const tall = `${Math.max(480, Math.round(innerHeight - Math.min(top, 240) - Math.max(34, foot + 3)))}px`;
    if (this.figure.style.getPropertyValue("--tall") !== tall) this.figure.style.setProperty("--tall", tall);
    const width = this.svg.clientWidth + this.svg.clientHeight / 1e4;
    if (this.names && width !== this.width) {
      this.width = width;
      this.moved();
    }
  }
}
