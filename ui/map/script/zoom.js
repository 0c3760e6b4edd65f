/** Zoom and pan of one drawing: by button, wheel with Ctrl, two fingers, or the mouse. */
const MAX_ZOOM = 16;
const ZOOM_STEP = 1.6;
const DRAG_PIXELS = 4; // a shakier click than this is a drag
const FIT_MARGIN = 0.05; // room around the areas that fill the frame, as a share of their size

class Zoom {
  /** `layer` is what moves inside `svg`; `moved` is called after each change. */
  constructor(svg, layer, height, moved) {
    Object.assign(this, { svg, layer, height, moved });
    this.view = { zoom: 1, x: 0, y: 0 };
    this.frame = { x: 0, y: 0, width: WIDTH, height }; // the part of the drawing that zoom 1 shows
    this.pointers = new Map(); // pointers that are down: id -> position on the page
    svg.setAttribute("viewBox", `0 0 ${WIDTH} ${height}`);
    this.listen();
  }

  listen() {
    const { svg } = this;
    svg.addEventListener("pointerdown", (event) => {
      this.pointers.set(event.pointerId, event);
      this.pressedAt = event;
      this.dragged = false;
    });
    svg.addEventListener("pointermove", (event) => this.pointers.has(event.pointerId) && this.drag(event));
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
      svg.addEventListener(end, (event) => {
        this.pointers.delete(event.pointerId);
        setTimeout(() => (this.dragged = false)); // after the click this may still cause
      });
    }
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return; // the plain wheel scrolls the page
      event.preventDefault();
      this.by(Math.exp(-event.deltaY / 200), this.toDrawing(event));
    }, { passive: false });
  }

  /** Pixels on the screen per unit of the drawing, before zooming. */
  get pixels() {
    return this.svg.getScreenCTM()?.a || 1;
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
    this.to({ zoom, x: x + centre(after, "x") - centre(before, "x"), y: y + centre(after, "y") - centre(before, "y") });
    if (after.length < 2) return;
    const spread = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y) || 1;
    this.by(spread(after) / spread(before), { x: centre(after, "x"), y: centre(after, "y") });
  }

  /** The middle of what zoom 1 shows. */
  middle() {
    return { x: this.frame.x + this.frame.width / 2, y: this.frame.y + this.frame.height / 2 };
  }

  /** Zoom by a factor (0: back to the whole frame) and keep a point of the drawing in its place. */
  by(factor, { x, y } = this.middle()) {
    const zoom = Math.min(MAX_ZOOM, Math.max(1, this.view.zoom * factor));
    const grown = zoom / this.view.zoom;
    this.to({ zoom, x: x - (x - this.view.x) * grown, y: y - (y - this.view.y) * grown });
  }

  /** Set zoom and position, with the map always filling its frame. */
  to({ zoom, x, y }) {
    const { frame } = this;
    const within = (value, start, size) => Math.min(start * (1 - zoom), Math.max((start + size) * (1 - zoom), value));
    this.view = { zoom, x: within(x, frame.x, frame.width), y: within(y, frame.y, frame.height) };
    this.layer.setAttribute("transform", `translate(${this.view.x} ${this.view.y}) scale(${zoom})`);
    this.svg.classList.toggle("zoomed", zoom > 1);
    this.moved();
  }

  /** Bring a point of the drawing to the middle, when zoomed in. */
  centre({ x, y }) {
    const { zoom } = this.view;
    const middle = this.middle();
    if (zoom > 1) this.to({ zoom, x: middle.x - x * zoom, y: middle.y - y * zoom });
  }

  /** Let these paths fill the frame (none: the whole drawing). */
  fit(paths) {
    const boxes = paths.map((path) => path.getBBox());
    let frame = { x: 0, y: 0, width: WIDTH, height: this.height };
    if (boxes.length) {
      const [left, top] = [Math.min(...boxes.map((b) => b.x)), Math.min(...boxes.map((b) => b.y))];
      const right = Math.max(...boxes.map((b) => b.x + b.width));
      const bottom = Math.max(...boxes.map((b) => b.y + b.height));
      const [across, down] = [(right - left) * FIT_MARGIN, (bottom - top) * FIT_MARGIN];
      frame = { x: left - across, y: top - down, width: right - left + 2 * across, height: bottom - top + 2 * down };
    }
    this.frame = frame;
    this.svg.setAttribute("viewBox", `${frame.x} ${frame.y} ${frame.width} ${frame.height}`);
    this.to({ zoom: 1, x: 0, y: 0 });
  }
}
