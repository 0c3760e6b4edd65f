/** The card beside a place: name, value, what it is made of, against region and all together, rank. */
const GAP = 12; // pixels between a place and its card

/** [label, value, class] for the bars of a card: the place itself, its region, all together, and a target. */
function comparison(series, moment, row, name) {
  const rows = [[name, row.value, "me"]];
  const region = series.region(moment, row.home);
  if (region !== null && series.related && series.unit.form !== "ratio") rows.push([series.data.regions[row.home], region, ""]);
  if (series.related) rows.push([series.unit.all, series.all(moment), ""]);
  if (series.data.middle !== null) rows.push(["streefwaarde", series.data.middle, ""]);
  return rows.filter(([, value]) => value !== null);
}

function rankText(series, moment, row) {
  const { among } = series.at(moment);
  const [one, many] = series.unit.among;
  if (row.value === null) return "";
  if (row.rank === undefined) return "niet in de rangschikking";
  return `${ordinal(row.rank)} van ${count(among)} ${among === 1 ? one : many}`;
}

/** Parts of a whole, for amounts: "12,3 % van Waasland". */
function partsOf(series, moment, row) {
  if (series.related || row.value === null) return [];
  const part = (whole, name) => (whole ? [`${percent(row.value / whole)} van ${name}`] : []);
  return [
    ...part(series.region(moment, row.home), series.data.regions[row.home]),
    ...part(series.all(moment), series.unit.all),
  ];
}

function fillCard(card, series, moment, row, nameOf) {
  const name = nameOf(row.lead);
  const parts = [htmlElement("strong", "", name)];
  const others = row.places.slice(1).map(nameOf);
  if (others.length) parts.push(htmlElement("p", "s", `samen met ${others.length > 4 ? `${others.length} andere besturen` : others.join(", ")}`));
  parts.push(htmlElement("p", "v", series.write(row.value)));
  const bounds = row.lower === null || row.value === null ? "" : `, tussen ${count(row.lower)} en ${count(row.upper)}`;
  const made = [series.made_of(row) + bounds, row.kind === ESTIMATE && bounds ? "" : series.kind(row)].filter(Boolean).join(" · ");
  if (made) parts.push(htmlElement("p", "s", made));
  for (const text of partsOf(series, moment, row)) parts.push(htmlElement("p", "s", text));
  const bars = row.value === null ? [] : comparison(series, moment, row, name);
  if (bars.length > 1) {
    const highest = Math.max(...bars.map(([, value]) => value), 1e-9);
    const list = htmlElement("div", "m-bars");
    for (const [label, value, kind] of bars) {
      const bar = htmlElement("i");
      bar.style.width = `${(100 * value) / highest}%`;
      const line = htmlElement("span", `m-row ${kind}`);
      const track = htmlElement("span");
      track.append(bar);
      line.append(htmlElement("span", "", label), track, htmlElement("span", "q", series.write(value)));
      list.append(line);
    }
    parts.push(list);
  }
  const rank = rankText(series, moment, row);
  if (rank) parts.push(htmlElement("p", "s last", rank));
  card.replaceChildren(...parts);
}

/** Put the card beside its place: right, left, below or above, the first that is inside; it never covers the place. */
function placeCard(card, stage, place) {
  const room = stage.getBoundingClientRect();
  const { offsetWidth: w, offsetHeight: h } = card;
  const [right, bottom] = [room.width - w - 4, room.height - h - 4];
  const within = (value, most) => Math.max(4, Math.min(value, most));
  const [l, r, t, b] = [place.left - room.left, place.right - room.left, place.top - room.top, place.bottom - room.top];
  const beside = within((t + b - h) / 2, bottom);
  const above = within((l + r - w) / 2, right);
  const spots = [[r + GAP, beside], [l - GAP - w, beside], [above, b + GAP], [above, t - GAP - h]];
  const fits = ([x, y]) => x >= 4 && x <= right && y >= 4 && y <= bottom;
  // A place that fills the map leaves no side free: then the corner that hides least of it.
  const corners = [[4, 4], [right, 4], [4, bottom], [right, bottom]].map(([x, y]) => [
    x, y, Math.max(0, Math.min(x + w, r) - Math.max(x, l)) * Math.max(0, Math.min(y + h, b) - Math.max(y, t)),
  ]);
  const [x, y] = spots.find(fits) ?? corners.sort((one, other) => one[2] - other[2])[0];
  card.style.left = `${x}px`;
  card.style.top = `${y}px`;
}
