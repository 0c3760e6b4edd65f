/**
 * The choropleth map: inline SVG, no library. Loaded once per page by the component in ui/map/choropleth.py.
 *
 * Per rerun Streamlit calls `render` with values only (see `payload` in ui/map/choropleth.py). The borders come
 * once from geo/samenleven.topojson; areas are kept by NIS code and only recoloured.
 * All text goes in as textContent or an attribute, never as HTML.
 */
const WIDTH = 1000; // width of the drawing in its own units, about 260 metres each
const MAX_ZOOM = 16;
const ZOOM_STEP = 1.6;
const DRAG_PIXELS = 4; // a shakier click than this is a drag
const LABEL_SIZE = 1.07; // the number of a group, against the letters around the map
const FIT_MARGIN = 0.05; // room around the areas that fill the frame, as a share of their size
const NO_FIGURE = "#EEF1F4"; // theme.GAP: drawn in a tint of the page itself, so that it stays behind in light and dark
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const geometries = new Map(); // address -> promise of the decoded geometry, for all maps on the page
const maps = new WeakMap(); // figure element -> its AreaMap

/** Called by Streamlit on the first run and whenever the data or the theme changed. */
export default async function render(component) {
  const figure = component.parentElement.querySelector(".map");
  if (!maps.has(figure)) maps.set(figure, new AreaMap(figure));
  await maps.get(figure).show(component.data, component.setTriggerValue);
}

function loadGeometry(address) {
  if (!geometries.has(address)) {
    const loading = fetch(address).then(async (response) => {
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      return decode(await response.json());
    });
    loading.catch(() => geometries.delete(address)); // so that a next rerun tries again
    geometries.set(address, loading);
  }
  return geometries.get(address);
}

/** TopoJSON to drawing: `shapes` by NIS code (name, path, label point) and the region borders. */
function decode({ bbox: [west, south, east, north], transform, arcs, objects }) {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180); // a degree east is shorter
  const unit = WIDTH / ((east - west) * squeeze);
  const project = (x, y) => [
    (x * transform.scale[0] + transform.translate[0] - west) * squeeze * unit,
    (north - y * transform.scale[1] - transform.translate[1]) * unit,
  ];
  const lines = arcs.map((steps) => {
    let x = 0;
    let y = 0;
    return steps.map(([dx, dy]) => project((x += dx), (y += dy)).map((n) => n.toFixed(2)).join());
  });
  const rings = ({ type, arcs }) => (type === "Polygon" ? arcs : arcs.flat());
  const line = (arc) => (arc < 0 ? [...lines[~arc]].reverse() : lines[arc]);
  const path = (area) =>
    rings(area).map((ring) => `M${ring.flatMap(line).join("L")}Z`).join("");

  const points = new Map(objects.labels.geometries.map((p) => [p.id, project(...p.coordinates)]));
  const areas = [...objects.areas.geometries, ...objects.brussels.geometries];
  areas.sort((a, b) => a.properties.name.localeCompare(b.properties.name, "nl"));
  const arcsOf = (area) => rings(area).flat().map((arc) => (arc < 0 ? ~arc : arc));
  const outlines = new Set(objects.regions.geometries.flatMap(arcsOf));
  const wholes = new Map(objects.brussels.geometries.map((area) => [area.id, area.properties.parts]));
  return {
    wholes, // code of an area that is drawn in place of its parts -> codes of the parts
    height: (north - south) * unit,
    lines,
    regions: [...outlines].map((arc) => `M${lines[arc].join("L")}`).join(""),
    shapes: new Map(areas.map((area) => {
      const [x, y] = points.get(area.id);
      return [area.id, { nis: area.id, name: area.properties.name, path: path(area), arcs: arcsOf(area), x, y }];
    })),
  };
}

/** The rows of the payload by NIS code: class number, value and [label, text] lines. */
function readRows({ nis, cls, values, lines, shared, strings, groups }) {
  const text = (cell) => (typeof cell === "number" ? strings[cell] : cell);
  return new Map((nis ? nis.split(" ") : []).map((code, i) => {
    const own = lines.filter(([, cells]) => cells[i] !== null);
    const details = [...own.map(([label, cells]) => [label, text(cells[i])]), ...shared];
    return [code, { cls: cls[i], value: text(values[i]), details, group: groups?.[i] ?? null }];
  }));
}

/** The nearest of `places` ahead in a direction; one far off to the side only if none is ahead. */
function nearest(from, places, [right, down]) {
  const cost = ({ x, y }) => {
    const ahead = (x - from.x) * right + (y - from.y) * down;
    const aside = Math.abs((x - from.x) * down - (y - from.y) * right);
    if (ahead <= 0) return Infinity;
    return ahead + 2 * aside + (aside > ahead ? WIDTH : 0);
  };
  const best = places.reduce((a, b) => (cost(b) < cost(a) ? b : a), from);
  return best === from ? null : best;
}

/** The arcs around each group: those with the same group on both sides are inside it. */
function groupBorders(rows, { shapes, lines }) {
  const sides = new Map(); // arc -> groups that touch it
  for (const [nis, { group }] of rows) {
    if (group === null) continue;
    for (const arc of shapes.get(nis)?.arcs ?? []) sides.set(arc, [...(sides.get(arc) ?? []), group]);
  }
  const between = [...sides].filter(([, [one, other]]) => one !== other);
  return between.map(([arc]) => `M${lines[arc].join("L")}`).join("");
}

/** The parts of each group that hang together, as lists of shapes: a group may lie in several places. */
function groupParts(rows, { shapes }) {
  const todo = new Map([...rows].filter(([nis, { group }]) => group !== null && shapes.has(nis)));
  const touching = new Map(); // arc -> areas on either side
  for (const nis of todo.keys()) {
    for (const arc of shapes.get(nis).arcs) touching.set(arc, [...(touching.get(arc) ?? []), nis]);
  }
  const parts = [];
  for (const [first, { group }] of todo) {
    const part = [first];
    todo.delete(first);
    for (const nis of part) {
      for (const near of shapes.get(nis).arcs.flatMap((arc) => touching.get(arc))) {
        if (todo.get(near)?.group !== group) continue;
        todo.delete(near);
        part.push(near);
      }
    }
    parts.push({ group, places: part.map((nis) => shapes.get(nis)) });
  }
  return parts;
}

/** Where the number of each group stands: in each part at the member nearest to the middle of that part. */
function groupLabels(rows, geometry) {
  return groupParts(rows, geometry).map(({ group, places }) => {
    const middle = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
    const [x, y] = [middle("x"), middle("y")];
    const far = (place) => Math.hypot(place.x - x, place.y - y);
    const { x: left, y: top } = places.reduce((a, b) => (far(b) < far(a) ? b : a));
    return { group, x: left, y: top };
  });
}

/** Hatch lines that show on the colour, whether that is light or dark: thin and soft, a whole map of them stays calm. */
function hatchColour(colour) {
  if (colour === NO_FIGURE) return "var(--gap-line)";
  const [red, green, blue] = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
  return 0.3 * red + 0.6 * green + 0.1 * blue > 110 ? "rgba(12,40,70,.38)" : "rgba(255,255,255,.5)";
}

function fillOf(colour) {
  return colour === NO_FIGURE ? "var(--gap)" : colour;
}

function svgElement(tag, attributes = {}) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Set an attribute, or take it away, only where that changes something: the browser draws again what is set. */
function change(element, name, value) {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

function htmlElement(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

class AreaMap {
  constructor(figure) {
    const part = (selector) => figure.querySelector(selector);
    Object.assign(this, { figure, stage: part(".stage"), svg: part("svg"), card: part(".card") });
    this.paths = new Map(); // NIS code -> path element
    this.view = { zoom: 1, x: 0, y: 0 };
    this.frame = { x: 0, y: 0, width: WIDTH, height: 0 }; // the part of the drawing that zoom 1 shows
    this.pointers = new Map(); // pointers that are down: id -> position on the page
  }

  /** Draw the data of the latest run; `trigger` sends the picked area to Python. */
  async show(data, trigger) {
    Object.assign(this, { data, trigger });
    this.stage.style.setProperty("--height", `${data.height}px`);
    const geometry = await loadGeometry(data.geo).catch((error) => console.warn(String(error)));
    if (this.data !== data) return; // a newer run came by while the borders were loading
    this.figure.classList.toggle("failed", !geometry);
    if (!geometry) return;
    if (!this.geometry) this.build(geometry);
    this.paint();
  }

  build(geometry) {
    this.geometry = geometry;
    this.frame.height = geometry.height;
    this.svg.setAttribute("viewBox", `0 0 ${WIDTH} ${geometry.height}`);
    this.layer = svgElement("g");
    this.patterns = svgElement("defs");
    for (const { nis, path } of geometry.shapes.values()) {
      this.paths.set(nis, svgElement("path", { d: path, "data-nis": nis }));
    }
    // Outlines lie above all areas, so that no neighbour covers half of them. Each is a line on a
    // wider one in the colour of the page (the halo): it shows on light and on dark areas.
    this.outlines = {};
    for (const kind of ["regions", "groups", "selected", "hover", "focus"]) {
      this.outlines[kind] = svgElement("g", { class: `outline ${kind}` });
      this.outlines[kind].append(svgElement("path", { class: "halo" }), svgElement("path"));
    }
    for (const path of this.outlines.regions.children) path.setAttribute("d", geometry.regions);
    this.labels = svgElement("g", { class: "labels", "aria-hidden": "true" });
    this.layer.append(...this.paths.values(), ...Object.values(this.outlines), this.labels);
    this.svg.replaceChildren(this.patterns, this.layer);
    this.listen();
  }

  paint() {
    const { classes, scope, selected, title, outlines, fit } = this.data;
    this.rows = readRows(this.data);
    this.figure.dataset.scope = scope;
    this.svg.setAttribute("aria-label", title);
    this.outlines.regions.classList.toggle("off", !outlines);
    this.paintClasses(classes);
    const hidden = new Set(); // of an area and its parts only one is drawn: the parts where only they have figures
    for (const [whole, parts] of this.geometry.wholes) {
      const together = this.rows.has(whole) || !parts.some((nis) => this.rows.has(nis));
      for (const nis of together ? parts : [whole]) hidden.add(nis);
      if (scope === "flanders" && !this.rows.has(whole)) hidden.add(whole);
    }
    for (const nis of hidden) this.rows.delete(nis);
    if (!this.rows.has(this.current)) this.current = this.rows.has(selected) ? selected : null;
    for (const [nis, path] of this.paths) {
      const row = this.rows.get(nis);
      if (row) this.current ??= nis; // the first in the alphabet
      const look = { class: row ? "area" : hidden.has(nis) ? "off" : "land" };
      if (row) {
        const [colour, , hatched] = classes[row.cls];
        const lines = row.details.map(([label, text]) => `; ${label} ${text}`).join("");
        const name = this.geometry.shapes.get(nis).name;
        look.style = `fill:${hatched ? `url(#hatch-${row.cls})` : fillOf(colour)}`;
        Object.assign(look, { role: "button", tabindex: nis === this.current ? 0 : -1 });
        Object.assign(look, { "aria-label": `${name}: ${row.value}${lines}`, "aria-current": nis === selected });
      }
      for (const key of ["class", "style", "role", "tabindex", "aria-label", "aria-current"]) {
        change(path, key, key in look ? String(look[key]) : null);
      }
    }
    this.outline("selected", this.paths.has(selected) ? selected : null);
    this.fit(fit ? [...this.rows.keys()] : []);
    this.paintGroups();
    if (this.shown) this.showCard(this.shown, this.shownAt); // the figure under the pointer changed
  }

  /** A thick outline around each group and its number in it, so that groups do not need colour. */
  paintGroups() {
    const borders = groupBorders(this.rows, this.geometry);
    for (const path of this.outlines.groups.children) path.setAttribute("d", borders);
    this.labels.replaceChildren(...groupLabels(this.rows, this.geometry).map(({ group, x, y }) => {
      const label = svgElement("text", { x, y });
      label.textContent = group;
      return label;
    }));
    this.sizeLabels();
  }

  /** Numbers keep their size on the screen. */
  sizeLabels() {
    if (!this.labels.firstChild) return; // measuring costs a layout
    const pixels = this.svg.getScreenCTM()?.a || 1; // per unit of the drawing
    const letters = parseFloat(getComputedStyle(this.figure).fontSize) || 14;
    this.labels.setAttribute("font-size", (LABEL_SIZE * letters) / (pixels * this.view.zoom));
  }

  /** Let these areas fill the frame (none: the whole map); while they stay the same, the zoom stays. */
  fit(codes) {
    const wanted = codes.join(" ");
    if (wanted === (this.fitted ?? "")) return;
    this.fitted = wanted;
    const boxes = codes.filter((nis) => this.paths.has(nis)).map((nis) => this.paths.get(nis).getBBox());
    const { height } = this.geometry;
    let frame = { x: 0, y: 0, width: WIDTH, height };
    if (boxes.length) {
      const [left, top] = [Math.min(...boxes.map((b) => b.x)), Math.min(...boxes.map((b) => b.y))];
      const right = Math.max(...boxes.map((b) => b.x + b.width));
      const bottom = Math.max(...boxes.map((b) => b.y + b.height));
      const [across, down] = [(right - left) * FIT_MARGIN, (bottom - top) * FIT_MARGIN];
      frame = { x: left - across, y: top - down, width: right - left + 2 * across, height: bottom - top + 2 * down };
    }
    this.frame = frame;
    this.svg.setAttribute("viewBox", `${frame.x} ${frame.y} ${frame.width} ${frame.height}`);
    this.stage.style.setProperty("--aspect", boxes.length ? Math.min(2.6, Math.max(1.1, frame.width / frame.height)) : 2.6);
    this.moveTo({ zoom: 1, x: 0, y: 0 });
  }

  /** Hatch patterns and legend; nothing happens while the classes stay the same. */
  paintClasses(classes) {
    if (JSON.stringify(classes) === this.paintedClasses) return;
    this.paintedClasses = JSON.stringify(classes);
    this.patterns.replaceChildren();
    const legend = classes.map(([colour, label, hatched], i) => {
      const item = htmlElement("li", "", label);
      const swatch = htmlElement("span", hatched ? "swatch hatched" : "swatch");
      swatch.style.setProperty("--colour", fillOf(colour));
      swatch.style.setProperty("--hatch", hatchColour(colour));
      item.prepend(swatch);
      if (hatched) {
        const pattern = svgElement("pattern", { id: `hatch-${i}`, width: 6, height: 6, patternUnits: "userSpaceOnUse" });
        const stripe = svgElement("rect", { width: 1, height: 6 });
        const ground = svgElement("rect", { width: 6, height: 6 });
        stripe.style.fill = hatchColour(colour);
        ground.style.fill = fillOf(colour);
        pattern.append(ground, stripe);
        this.patterns.append(pattern);
      }
      return item;
    });
    this.figure.querySelector(".legend").replaceChildren(...legend);
    this.moveTo(this.view);
  }

  listen() {
    const { svg } = this;
    const buttons = { in: ZOOM_STEP, out: 1 / ZOOM_STEP, reset: 0 };
    for (const button of this.stage.querySelectorAll("[data-zoom]")) {
      button.onclick = () => this.zoom(buttons[button.dataset.zoom]);
    }
    const areaOf = (event) => (event.target.classList?.contains("area") ? event.target.dataset.nis : null);
    svg.addEventListener("click", (event) => !this.dragged && this.pick(areaOf(event)));
    svg.addEventListener("keydown", (event) => this.press(event, areaOf(event)));
    svg.addEventListener("focusin", (event) => this.focus(areaOf(event), event.target));
    svg.addEventListener("focusout", () => this.leave());
    svg.addEventListener("pointerleave", () => this.leave());
    svg.addEventListener("pointerdown", (event) => {
      this.pointers.set(event.pointerId, event);
      this.pressedAt = event;
      this.dragged = false;
      if (event.pointerType === "touch") this.hover(areaOf(event), event);
    });
    svg.addEventListener("pointermove", (event) => {
      if (this.pointers.has(event.pointerId)) this.drag(event);
      else this.hover(areaOf(event), event);
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
      svg.addEventListener(end, (event) => {
        this.pointers.delete(event.pointerId);
        setTimeout(() => (this.dragged = false)); // after the click this may still cause
      });
    }
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return; // the plain wheel scrolls the page
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY / 200), this.toDrawing(event));
    }, { passive: false });
  }

  pick(nis) {
    if (nis) this.trigger("picked", nis);
  }

  press(event, nis) {
    if (!nis || event.altKey || event.ctrlKey || event.metaKey) return;
    const places = [...this.rows.keys()].map((key) => this.geometry.shapes.get(key)).filter(Boolean);
    const inOrder = [...this.paths.keys()].filter((key) => this.rows.has(key));
    const actions = {
      Enter: () => this.pick(nis),
      " ": () => this.pick(nis),
      Escape: () => this.leave(),
      Home: () => this.goTo(inOrder[0]),
      End: () => this.goTo(inOrder.at(-1)),
      "+": () => this.zoom(ZOOM_STEP, this.geometry.shapes.get(nis)),
      "-": () => this.zoom(1 / ZOOM_STEP, this.geometry.shapes.get(nis)),
    };
    const arrow = ARROWS[event.key];
    if (!arrow && !actions[event.key]) return;
    event.preventDefault();
    if (arrow) this.goTo(nearest(this.geometry.shapes.get(nis), places, arrow)?.nis);
    else actions[event.key]();
  }

  goTo(nis) {
    if (nis) this.paths.get(nis).focus();
  }

  /** One area at a time can be reached with Tab: the one that had the focus last. */
  focus(nis, path) {
    if (!nis) return;
    this.paths.get(this.current)?.setAttribute("tabindex", -1);
    this.current = nis;
    path.setAttribute("tabindex", 0);
    if (!path.matches(":focus-visible")) return; // a mouse click: the pointer shows where it is
    const { x, y } = this.geometry.shapes.get(nis);
    const { zoom } = this.view;
    const middle = this.middle();
    if (zoom > 1) this.moveTo({ zoom, x: middle.x - x * zoom, y: middle.y - y * zoom });
    this.outline("focus", nis);
    const { left, right, top, bottom } = path.getBoundingClientRect();
    this.showCard(nis, { clientX: (left + right) / 2, clientY: (top + bottom) / 2 });
  }

  hover(nis, event) {
    this.outline("hover", nis);
    if (nis) this.showCard(nis, event);
    else this.hideCard();
  }

  leave() {
    this.outline("hover", null);
    if (!this.svg.querySelector(":focus-visible")) this.outline("focus", null);
    this.hideCard();
  }

  outline(kind, nis) {
    for (const path of this.outlines[kind].children) path.setAttribute("d", nis ? this.geometry.shapes.get(nis).path : "");
  }

  showCard(nis, { clientX, clientY }) {
    const row = this.rows.get(nis);
    if (!row) return this.hideCard();
    Object.assign(this, { shown: nis, shownAt: { clientX, clientY } });
    const lines = row.details.flatMap(([label, text]) => [htmlElement("dt", "", label), htmlElement("dd", "", text)]);
    const list = htmlElement("dl", "");
    list.append(...lines);
    this.card.replaceChildren(
      htmlElement("strong", "", this.geometry.shapes.get(nis).name), htmlElement("p", "", row.value), list,
    );
    this.card.hidden = false;
    // Beside the pointer, on the other side of it near the right or lower edge, never outside.
    const box = this.stage.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.card;
    const place = (at, size, room) => Math.max(0, at + 16 + size > room ? at - 16 - size : at + 16);
    this.card.style.left = `${Math.min(place(clientX - box.left, width, box.width), box.width - width)}px`;
    this.card.style.top = `${place(clientY - box.top, height, box.height)}px`;
  }

  hideCard() {
    this.shown = null;
    this.card.hidden = true;
  }

  /** A point of the page in units of the drawing. */
  toDrawing({ clientX, clientY }) {
    return new DOMPoint(clientX, clientY).matrixTransform(this.svg.getScreenCTM().inverse());
  }

  /** One finger or the mouse pans a zoomed map; two fingers zoom around their middle. */
  drag(event) {
    const before = [...this.pointers.values()].map((pointer) => this.toDrawing(pointer));
    const far = Math.hypot(event.clientX - this.pressedAt.clientX, event.clientY - this.pressedAt.clientY);
    if (before.length === 1 && (this.view.zoom === 1 || (!this.dragged && far < DRAG_PIXELS))) return;
    if (!this.dragged) this.svg.setPointerCapture(event.pointerId);
    this.dragged = true;
    this.pointers.set(event.pointerId, event);
    const after = [...this.pointers.values()].map((pointer) => this.toDrawing(pointer));
    const centre = (points, axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
    const { zoom, x, y } = this.view;
    this.moveTo({ zoom, x: x + centre(after, "x") - centre(before, "x"), y: y + centre(after, "y") - centre(before, "y") });
    if (after.length < 2) return;
    const spread = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y) || 1;
    this.zoom(spread(after) / spread(before), { x: centre(after, "x"), y: centre(after, "y") });
  }

  /** The middle of what zoom 1 shows. */
  middle() {
    return { x: this.frame.x + this.frame.width / 2, y: this.frame.y + this.frame.height / 2 };
  }

  /** Zoom by a factor (0: back to the whole map) and keep a point of the drawing in its place. */
  zoom(factor, { x, y } = this.middle()) {
    const zoom = Math.min(MAX_ZOOM, Math.max(1, this.view.zoom * factor));
    const grown = zoom / this.view.zoom;
    this.moveTo({ zoom, x: x - (x - this.view.x) * grown, y: y - (y - this.view.y) * grown });
  }

  /** Set zoom and position, with the map always filling its frame. */
  moveTo({ zoom, x, y }) {
    const { frame } = this;
    const within = (value, start, size) => Math.min(start * (1 - zoom), Math.max((start + size) * (1 - zoom), value));
    this.view = { zoom, x: within(x, frame.x, frame.width), y: within(y, frame.y, frame.height) };
    this.layer.setAttribute("transform", `translate(${this.view.x} ${this.view.y}) scale(${zoom})`);
    // Hatching keeps its size on the screen, so that it looks the same as in the legend.
    const scale = frame.width / WIDTH / zoom;
    for (const pattern of this.patterns.children) pattern.setAttribute("patternTransform", `scale(${scale}) rotate(45)`);
    this.sizeLabels();
    this.svg.classList.toggle("zoomed", zoom > 1);
    this.hideCard();
  }
}
