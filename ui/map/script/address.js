/** What the address of the map holds: the moment and the pinned places; the rest of it decides which figure is sent. */
const FIGURE = ["cijfer", "als", "gebied", "regio", "cijfers", "officieel", "soort"]; // "officieel" stands in older links
const SHARED = ["jaar", "regio", "cijfers", "officieel"]; // what goes along to the page of a municipality

/** What the address says of the figure itself, as one text to compare. */
function askedFigure() {
  const asked = new URLSearchParams(location.search);
  return FIGURE.map((name) => asked.get(name)).join();
}

/** Moment and pins; a municipality that travelled along from another screen is pinned, until somebody lets it go. */
function readAddress(series) {
  const asked = new URLSearchParams(location.search);
  const moment = series.moments.findIndex(({ code }) => code === asked.get(series.data.parameter));
  const wanted = (asked.get("pin") ?? asked.get("nis") ?? "").split(",");
  const pins = [...new Set(wanted.map((nis) => series.index.get(nis)).filter((place) => place !== undefined))];
  return { moment: moment < 0 ? series.data.start : moment, pins: pins.slice(-MOST_PINS) };
}

/** The address with another moment and other pins; what is the default stays out. */
function writtenAddress({ data, moments, places }, moment, pins) {
  const to = new URL(location.href);
  if (moment === data.start) to.searchParams.delete(data.parameter);
  else to.searchParams.set(data.parameter, moments[moment].code);
  const codes = pins.map((place) => places[place]).join(",");
  if (codes === (to.searchParams.get("nis") ?? "")) to.searchParams.delete("pin");
  else to.searchParams.set("pin", codes);
  to.search = to.search.replaceAll("%2C", ",");
  return to.href;
}

/** The page of a municipality, with what travels along. */
function placeLink(nis, path) {
  const to = new URL("gemeente", new URL(path, location.origin));
  const here = new URLSearchParams(location.search);
  for (const name of SHARED) if (here.has(name)) to.searchParams.set(name, here.get(name));
  to.searchParams.set("nis", nis);
  return to.href;
}
