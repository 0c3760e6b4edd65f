/** Names on the map: the largest places first, as many as fit without touching one another. */
const ROOM = 74; // pixels of width per name on the whole map
const AROUND = [10, 7]; // pixels that stay free beside and above a name
const PINNED_SIZE = 13; // pixels of the letters of a pinned name
const BADGE = 8.5; // radius of the letter of a pinned place, in pixels

class Names {
  constructor(svg, layer) {
    this.svg = svg;
    this.group = svgElement("g", { class: "m-names", "aria-hidden": "true" });
    layer.append(this.group);
    this.brush = document.createElement("canvas").getContext("2d");
  }

  /** Draw names for `shapes` (in order of importance) and letters for `pinned` ([letter, shape]). */
  draw(shapes, pinned, zoom) {
    const { width, height } = this.svg.getBoundingClientRect();
    const scale = zoom.pixels * zoom.view.zoom; // pixels per unit of the drawing
    if (!width || !scale) return;
    const size = width < 500 ? 11 : 13;
    const style = getComputedStyle(this.svg);
    this.group.setAttribute("font-size", size / scale);
    const matrix = this.svg.getScreenCTM();
    const corner = this.svg.getBoundingClientRect();
    const toPixels = ({ x, y }) => {
      const { view } = zoom;
      const point = new DOMPoint(x * view.zoom + view.x, y * view.zoom + view.y).matrixTransform(matrix);
      return [point.x - corner.left, point.y - corner.top];
    };
    const taken = [];
    const free = (box) => taken.every((other) => box.left > other.right || box.right < other.left || box.top > other.bottom || box.bottom < other.top);
    const inside = ({ left, right, top, bottom }) => left >= 0 && right <= width && top >= 0 && bottom <= height;
    const made = pinned.map(([letter, shape], i) => {
      const [x, y] = toPixels(shape);
      this.brush.font = `700 ${PINNED_SIZE}px ${style.fontFamily}`;
      const long = this.brush.measureText(shape.name).width;
      const leftward = x + BADGE + 6 + long > width;
      const box = leftward
        ? { left: x - BADGE - 6 - long, right: x + BADGE } : { left: x - BADGE, right: x + BADGE + 6 + long };
      taken.push({ ...box, top: y - BADGE - 4, bottom: y + BADGE + 4 });
      return this.badge(letter, shape, i, leftward, scale);
    });
    this.brush.font = `600 ${size}px ${style.fontFamily}`;
    const most = Math.max(4, Math.round((width / ROOM) * zoom.view.zoom * (WIDTH / zoom.frame.width)));
    const skip = new Set(pinned.map(([, shape]) => shape.nis));
    let number = 0;
    for (const shape of shapes) {
      if (number >= most) break;
      if (skip.has(shape.nis)) continue;
      const [x, y] = toPixels(shape);
      const half = this.brush.measureText(shape.name.replace(" (VGC)", "")).width / 2;
      const box = { left: x - half, right: x + half, top: y - size / 2, bottom: y + size / 2 };
      const wide = { left: box.left - AROUND[0], right: box.right + AROUND[0], top: box.top - AROUND[1], bottom: box.bottom + AROUND[1] };
      if (!inside(box) || !free(wide)) continue;
      taken.push(box);
      number += 1;
      const text = svgElement("text", { x: shape.x, y: shape.y });
      text.textContent = shape.name.replace(" (VGC)", "");
      made.push(text);
    }
    this.group.replaceChildren(...made);
  }

  badge(letter, shape, i, leftward, scale) {
    const one = svgElement("g", { class: `m-badge ${"ab"[i]}`, transform: `translate(${shape.x} ${shape.y}) scale(${1 / scale})` });
    const sign = svgElement("text", { class: "m-letter", "font-size": 11 });
    sign.textContent = letter;
    const name = svgElement("text", {
      x: leftward ? -BADGE - 5 : BADGE + 5, "text-anchor": leftward ? "end" : "start", "font-size": PINNED_SIZE,
    });
    name.textContent = shape.name;
    one.append(name, svgElement("circle", { r: BADGE }), sign);
    return one;
  }
}
