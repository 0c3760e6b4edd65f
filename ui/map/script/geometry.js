/**
 * Borders: fetched once from geo/samenleven.topojson and decoded to paths of a drawing 1000 units wide.
 *
 * The files in this folder are joined into one module per map in ui/server/served.py, so they share their names and
 * import nothing. All text goes in as textContent or an attribute, never as HTML.
 */
const WIDTH = 1000; // width of the drawing in its own units, about 260 metres each

const geometries = new Map(); // address -> promise of the decoded geometry, for all maps on the page

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

/** The lines between areas of different groups: `group` gives the group of a code, undefined for none. */
function bordersBetween(codes, group, { shapes, lines }) {
  const sides = new Map(); // arc -> groups that touch it
  for (const nis of codes) {
    for (const arc of shapes.get(nis)?.arcs ?? []) sides.set(arc, [...(sides.get(arc) ?? []), group(nis)]);
  }
  const between = [...sides].filter(([, [one, other]]) => one !== other);
  return between.map(([arc]) => `M${lines[arc].join("L")}`).join("");
}

/** All borders of these areas in two lines: around those in `strong`, and the rest. */
function borderLines(codes, strong, { shapes, lines }) {
  const found = new Map(); // arc -> does it touch a strong one
  for (const nis of codes) for (const arc of shapes.get(nis).arcs) found.set(arc, found.get(arc) || strong.has(nis));
  return [true, false].map((wanted) => [...found].filter(([, one]) => one === wanted)
    .map(([arc]) => `M${lines[arc].join("L")}`).join(""));
}
