/** The areas of a map: one path each, walked with the arrows, outlined on hover and focus. */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class Areas {
  /**
   * Draw all areas into `svg`. `does` says what a map does with them: `pick(nis)`, `show(nis, event)` and `leave()`
   * for the card, `moved()` after zooming, `outlined(nis)` gives the codes that one outline goes around. `kinds` are
   * the outlines, lowest first.
   */
  constructor(svg, geometry, kinds, does) {
    Object.assign(this, { svg, geometry, does });
    this.rows = new Map(); // what can be reached: NIS code -> anything
    this.current = null; // the one area that Tab reaches
    this.layer = svgElement("g");
    this.patterns = svgElement("defs");
    this.paths = new Map([...geometry.shapes.values()].map(({ nis, path }) => [
      nis, svgElement("path", { d: path, "data-nis": nis }),
    ]));
    // Outlines lie above all areas, so that no neighbour covers half of them. Each is a line on a
    // wider one in the colour of the page (the halo): it shows on light and on dark areas.
    this.outlines = {};
    for (const kind of kinds) {
      this.outlines[kind] = svgElement("g", { class: `outline ${kind}` });
      this.outlines[kind].append(svgElement("path", { class: "halo" }), svgElement("path"));
    }
    for (const path of this.outlines.regions.children) path.setAttribute("d", geometry.regions);
    // Lines and names keep their own picture in the browser: a change of colours does not draw them again.
    this.above = svgElement("g", { class: "above" });
    this.above.append(...Object.values(this.outlines));
    this.layer.append(...this.paths.values(), this.above);
    svg.replaceChildren(this.patterns, this.layer);
    this.zoom = new Zoom(svg, this.layer, geometry.height, () => does.moved());
    this.listen();
  }

  /** Of an area and its parts only one is drawn: the parts where only they have figures. Gives the codes left out. */
  leftOut(rows) {
    const hidden = new Set();
    for (const [whole, parts] of this.geometry.wholes) {
      const together = rows.has(whole) || !parts.some((nis) => rows.has(nis));
      for (const nis of together ? parts : [whole]) hidden.add(nis);
    }
    return hidden;
  }

  /** What can be reached from now on; the first in the alphabet, or `wanted`, is where Tab arrives. */
  reach(rows, wanted) {
    this.rows = rows;
    if (rows.has(this.current)) return;
    this.current = rows.has(wanted) ? wanted : ([...this.paths.keys()].find((nis) => rows.has(nis)) ?? null);
  }

  listen() {
    const { svg } = this;
    const areaOf = (event) => (this.rows.has(event.target.dataset?.nis) ? event.target.dataset.nis : null);
    svg.addEventListener("click", (event) => !this.zoom.dragged && areaOf(event) && this.does.pick(areaOf(event)));
    svg.addEventListener("keydown", (event) => this.press(event, areaOf(event)));
    // On the parent: a drawing that listens for focus would itself become a stop of the Tab key in Chromium.
    svg.parentElement.addEventListener("focusin", (event) => this.focus(areaOf(event), event.target));
    svg.parentElement.addEventListener("focusout", () => this.leave());
    // A finger leaves as soon as it lifts: what it touched stays shown until it touches something else.
    svg.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && this.leave());
    svg.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "touch") this.hover(areaOf(event), event);
    });
    svg.addEventListener("pointermove", (event) => {
      if (!this.zoom.pointers.has(event.pointerId)) this.hover(areaOf(event), event);
    });
  }

  /** Make the buttons with data-zoom work. */
  buttons(holder) {
    const steps = { in: ZOOM_STEP, out: 1 / ZOOM_STEP, reset: 0 };
    for (const button of holder.querySelectorAll("[data-zoom]")) {
      button.onclick = () => this.zoom.by(steps[button.dataset.zoom]);
    }
  }

  press(event, nis) {
    if (!nis || event.altKey || event.ctrlKey || event.metaKey) return;
    const places = [...this.rows.keys()].map((key) => this.geometry.shapes.get(key)).filter(Boolean);
    const inOrder = [...this.paths.keys()].filter((key) => this.rows.has(key));
    const here = this.geometry.shapes.get(nis);
    const actions = {
      Enter: () => this.does.pick(nis),
      " ": () => this.does.pick(nis),
      Escape: () => this.leave(),
      Home: () => this.goTo(inOrder[0]),
      End: () => this.goTo(inOrder.at(-1)),
      "+": () => this.zoom.by(ZOOM_STEP, here),
      "-": () => this.zoom.by(1 / ZOOM_STEP, here),
    };
    const arrow = ARROWS[event.key];
    if (!arrow && !actions[event.key]) return;
    event.preventDefault();
    if (arrow) this.goTo(nearest(here, places, arrow)?.nis);
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
    this.zoom.centre(this.geometry.shapes.get(nis));
    this.outline("focus", this.around(nis));
    const { left, right, top, bottom } = path.getBoundingClientRect();
    this.does.show(nis, { clientX: (left + right) / 2, clientY: (top + bottom) / 2 });
  }

  hover(nis, event) {
    this.outline("hover", nis ? this.around(nis) : []);
    if (nis) this.does.show(nis, event);
    else this.does.leave();
  }

  leave() {
    this.outline("hover", []);
    if (!this.svg.querySelector(":focus-visible")) this.outline("focus", []);
    this.does.leave();
  }

  around(nis) {
    return this.does.outlined?.(nis) ?? [nis];
  }

  /** One line around these areas together. */
  outline(kind, codes) {
    const found = codes.filter((nis) => this.paths.has(nis));
    const line = found.length === 1 ? this.geometry.shapes.get(found[0]).path
      : bordersBetween(found, () => 1, this.geometry);
    for (const path of this.outlines[kind].children) path.setAttribute("d", line);
  }
}
