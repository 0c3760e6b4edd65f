/** Groups of areas: where their borders run and where their number stands. `rows` maps a code to its `group`. */
const grouped = (rows, { shapes }) => [...rows].filter(([nis, { group }]) => group !== null && shapes.has(nis));

/** The arcs around each group: those with the same group on both sides are inside it. */
function groupBorders(rows, geometry) {
  const codes = grouped(rows, geometry).map(([nis]) => nis);
  return bordersBetween(codes, (nis) => rows.get(nis).group, geometry);
}

/** The parts of each group that hang together, as lists of shapes: a group may lie in several places. */
function groupParts(rows, geometry) {
  const { shapes } = geometry;
  const todo = new Map(grouped(rows, geometry));
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
