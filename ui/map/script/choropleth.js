/**
 * The choropleth: areas in classes, with a legend and a card. The component is in ui/map/choropleth.py.
 *
 * Per rerun Streamlit calls `render` with values only (see `payload` there). Areas are kept and only recoloured.
 */
const LABEL_SIZE = 1.07; // the number of a group, against the letters around the map
const NO_FIGURE = "#EEF1F4"; // theme.GAP: drawn in a tint of the page itself, so that it stays behind in light and dark
const OUTLINES = ["regions", "groups", "selected", "hover", "focus"];

const maps = new WeakMap(); // figure element -> its Choropleth

/** Called by Streamlit on the first run and whenever the data or the theme changed. */
export default async function render(component) {
  const figure = component.parentElement.querySelector(".map");
  if (!maps.has(figure)) maps.set(figure, new Choropleth(figure));
  await maps.get(figure).show(component.data, component.setTriggerValue);
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

/** Hatch lines that show on the colour, whether that is light or dark: thin and soft, a whole map of them stays calm. */
function hatchColour(colour) {
  if (colour === NO_FIGURE) return "var(--gap-line)";
  const [red, green, blue] = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
  return 0.3 * red + 0.6 * green + 0.1 * blue > 110 ? "rgba(12,40,70,.38)" : "rgba(255,255,255,.5)";
}

function fillOf(colour) {
  return colour === NO_FIGURE ? "var(--gap)" : colour;
}

class Choropleth {
  constructor(figure) {
    const part = (selector) => figure.querySelector(selector);
    Object.assign(this, { figure, stage: part(".stage"), svg: part("svg"), card: part(".card") });
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
    this.areas = new Areas(this.svg, geometry, OUTLINES, {
      pick: (nis) => this.trigger("picked", nis),
      show: (nis, event) => this.showCard(nis, event),
      leave: () => this.hideCard(),
      moved: () => this.moved(),
    });
    this.labels = svgElement("g", { class: "labels", "aria-hidden": "true" });
    this.areas.layer.append(this.labels);
    this.areas.buttons(this.stage);
  }

  paint() {
    const { areas } = this;
    const { classes, scope, selected, title, outlines, fit } = this.data;
    const rows = readRows(this.data);
    this.figure.dataset.scope = scope;
    this.svg.setAttribute("aria-label", title);
    areas.outlines.regions.classList.toggle("off", !outlines);
    this.paintClasses(classes);
    const hidden = areas.leftOut(rows);
    for (const whole of this.geometry.wholes.keys()) {
      if (scope === "flanders" && !rows.has(whole)) hidden.add(whole);
    }
    for (const nis of hidden) rows.delete(nis);
    areas.reach(rows, selected);
    for (const [nis, path] of areas.paths) {
      const row = rows.get(nis);
      const look = { class: row ? "area" : hidden.has(nis) ? "off" : "land" };
      if (row) {
        const [colour, , hatched] = classes[row.cls];
        const lines = row.details.map(([label, text]) => `; ${label} ${text}`).join("");
        const name = this.geometry.shapes.get(nis).name;
        look.style = `fill:${hatched ? `url(#hatch-${row.cls})` : fillOf(colour)}`;
        Object.assign(look, { role: "button", tabindex: nis === areas.current ? 0 : -1 });
        Object.assign(look, { "aria-label": `${name}: ${row.value}${lines}`, "aria-current": nis === selected });
      }
      for (const key of ["class", "style", "role", "tabindex", "aria-label", "aria-current"]) {
        change(path, key, key in look ? look[key] : null);
      }
    }
    areas.outline("selected", [selected]);
    this.fit(fit ? [...rows.keys()].filter((nis) => areas.paths.has(nis)) : []);
    this.paintGroups();
    if (this.shown) this.showCard(this.shown, this.shownAt); // the figure under the pointer changed
  }

  /** A thick outline around each group and its number in it, so that groups do not need colour. */
  paintGroups() {
    const { rows, outlines } = this.areas;
    const borders = groupBorders(rows, this.geometry);
    for (const path of outlines.groups.children) path.setAttribute("d", borders);
    this.labels.replaceChildren(...groupLabels(rows, this.geometry).map(({ group, x, y }) => {
      const label = svgElement("text", { x, y });
      label.textContent = group;
      return label;
    }));
    this.sizeLabels();
  }

  /** Numbers keep their size on the screen. */
  sizeLabels() {
    if (!this.labels.firstChild) return; // measuring costs a layout
    const { pixels, view } = this.areas.zoom;
    const letters = parseFloat(getComputedStyle(this.figure).fontSize) || 14;
    this.labels.setAttribute("font-size", (LABEL_SIZE * letters) / (pixels * view.zoom));
  }

  /** Let these areas fill the frame (none: the whole map); while they stay the same, the zoom stays. */
  fit(codes) {
    const wanted = codes.join(" ");
    if (wanted === (this.fitted ?? "")) return;
    this.fitted = wanted;
    this.areas.zoom.fit(codes.map((nis) => this.areas.paths.get(nis)));
    const { width, height } = this.areas.zoom.frame;
    this.stage.style.setProperty("--aspect", codes.length ? Math.min(2.6, Math.max(1.1, width / height)) : 2.6);
  }

  /** Hatch patterns and legend; nothing happens while the classes stay the same. */
  paintClasses(classes) {
    if (JSON.stringify(classes) === this.paintedClasses) return;
    this.paintedClasses = JSON.stringify(classes);
    this.areas.patterns.replaceChildren();
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
        this.areas.patterns.append(pattern);
      }
      return item;
    });
    this.figure.querySelector(".legend").replaceChildren(...legend);
    this.moved();
  }

  /** Hatching and numbers keep their size on the screen, so that they look the same as in the legend. */
  moved() {
    if (!this.areas) return;
    const { frame, view } = this.areas.zoom;
    const scale = frame.width / WIDTH / view.zoom;
    for (const pattern of this.areas.patterns.children) {
      pattern.setAttribute("patternTransform", `scale(${scale}) rotate(45)`);
    }
    this.sizeLabels();
    this.hideCard();
  }

  showCard(nis, { clientX, clientY }) {
    const row = this.areas.rows.get(nis);
    if (!row) return this.hideCard();
    Object.assign(this, { shown: nis, shownAt: { clientX, clientY } });
    const lines = row.details.flatMap(([label, text]) => [htmlElement("dt", "", label), htmlElement("dd", "", text)]);
    const list = htmlElement("dl");
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
}
