/** The places that a reader pinned: how they went, side by side with all together. At most two. */
const MOST_PINS = 2;
const LETTERS = "AB";
const LONGEST_NAME = 14; // signs that fit beside the lines; a longer name is its letter there
const CHART = { width: 300, height: 92, left: 3, right: 206, top: 8, bottom: 70 };
const HINT = "Klik op de kaart of in de lijst om een plaats vast te zetten. Twee plaatsen vergelijkt u met elkaar.";

class Pins {
  /** `does`: `drop(place)`, `nameOf(place)`, `link(place)`. */
  constructor(holder, does) {
    Object.assign(this, { holder, does });
    holder.addEventListener("click", (event) => {
      const button = event.target.closest("[data-drop]");
      if (button) does.drop(Number(button.dataset.drop));
    });
  }

  paint(series, moment, places) {
    Object.assign(this, { series, moment });
    if (!places.length) return this.holder.replaceChildren(htmlElement("p", "m-hint", HINT));
    const rows = places.map((place) => series.at(moment).of.get(place) ?? null);
    const focused = document.activeElement?.dataset?.drop;
    const parts = [htmlElement("h2", "", this.finding(places, rows))];
    if (series.moments.length > 1) parts.push(this.chart(places));
    parts.push(this.table(places, rows));
    this.holder.replaceChildren(...parts);
    if (focused !== undefined) this.holder.querySelector("[data-drop]")?.focus();
  }

  value(place, moment) {
    return this.series.at(moment).of.get(place)?.value ?? null;
  }

  /** One sentence: against all together, or against each other. What is made up says so. */
  finding(places, rows) {
    const { series, moment, does } = this;
    const { form } = series.unit;
    const names = places.map((place) => does.nameOf(place));
    const made = rows.some((row) => row?.kind === EXAMPLE && row.value !== null) ? " (voorbeeld)" : "";
    const known = rows.filter((row) => row && row.value !== null);
    if (!known.length) return `${names.join(" en ")}: ${NOTHING}`;
    if (known.length < rows.length) {
      const at = rows[0]?.value === undefined || rows[0]?.value === null ? 1 : 0;
      return `${names[at]}: ${series.write(rows[at].value)}${made}; ${names[1 - at]}: ${NOTHING}`;
    }
    if (form === "ratio") {
      const reached = rows.map((row) => row.value >= 1);
      if (rows.length === 1) return `${names[0]} haalt ${percent(rows[0].value)} van de streefwaarde${made}`;
      if (reached[0] === reached[1]) return `${reached[0] ? "Beide halen" : "Geen van beide haalt"} de streefwaarde${made}`;
      const at = reached[0] ? 0 : 1;
      return `${names[at]} haalt de streefwaarde, ${names[1 - at]} niet${made}`;
    }
    if (rows.length === 1) return this.alone(names[0], rows[0]) + made;
    if (rows[0] === rows[1]) return `${names.join(" en ")} dienden samen in: ${series.write(rows[0].value)}${made}`;
    const at = rows[0].value >= rows[1].value ? 0 : 1;
    const [high, low] = [rows[at].value, rows[1 - at].value];
    const times = low > 0 ? count(high / low, 1) : null;
    const what = { share: "het aandeel", rate: "het bedrag per inwoner van de doelgroep", count: "het aantal", euro: "het bedrag" }[form];
    if (series.write(high) === series.write(low)) return `${names.join(" en ")}: ${what} is gelijk${made}`;
    if (times === null || times === "1") return `${names[at]} ligt met ${series.write(high)} boven ${names[1 - at]}${made}`;
    return `${names[at]} telt ${times} keer ${what} van ${names[1 - at]}${made}`;
  }

  alone(name, row) {
    const { series, moment } = this;
    const all = series.all(moment);
    if (!series.related || all === null) {
      const part = all ? `, ${percent(row.value / all)} van ${series.unit.all}` : "";
      const word = series.unit.form === "count" ? ` ${series.unit.word}` : "";
      return `${name}: ${series.write(row.value)}${word}${part}`;
    }
    const apart = row.value - all;
    if (series.write(row.value) === series.write(all)) return `${name} ligt gelijk met ${series.unit.all}`;
    const size = series.unit.form === "share" ? `${hundredths(apart)} ${hundredths(apart) === "1" ? "punt" : "punten"}` : euro(Math.abs(apart));
    return `${name} ligt ${size} ${apart > 0 ? "boven" : "onder"} ${series.unit.all}`;
  }

  chart(places) {
    const { series, moment, does } = this;
    const { width, height, left, right, top, bottom } = CHART;
    const last = series.moments.length - 1;
    const runs = [
      ...(series.related ? [{ name: series.unit.all, kind: "f", values: series.moments.map((_, i) => series.all(i)) }] : []),
      ...places.map((place, i) => ({ name: does.nameOf(place), kind: "ab"[i], values: series.moments.map((_, m) => this.value(place, m)) })),
    ];
    const most = Math.max(...runs.flatMap(({ values }) => values.map((value) => value ?? 0)), series.data.middle ?? 0) * 1.05 || 1;
    const x = (i) => left + ((right - left) * i) / last;
    const y = (value) => bottom - ((bottom - top) * value) / most;
    const svg = svgElement("svg", { class: "m-trend", viewBox: `0 0 ${width} ${height}`, role: "img" });
    svg.setAttribute("aria-label", `Verloop van ${runs.map(({ name }) => name).join(", ")}; de cijfers staan in de tabel`);
    svg.append(svgElement("line", { class: "m-axis", x1: left, x2: right, y1: bottom, y2: bottom }));
    svg.append(svgElement("line", { class: "m-now", x1: x(moment), x2: x(moment), y1: top - 4, y2: bottom }));
    if (series.data.middle !== null) svg.append(svgElement("line", { class: "m-target", x1: left, x2: right, y1: y(series.data.middle), y2: y(series.data.middle) }));
    const ends = [];
    for (const { name, kind, values } of runs) {
      let line = "";
      values.forEach((value, i) => {
        if (value !== null) line += `${i && values[i - 1] !== null ? "L" : "M"}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
      });
      svg.append(svgElement("path", { class: `m-run ${kind}`, d: line }));
      if (kind !== "f" && values[moment] !== null) svg.append(svgElement("circle", { class: `m-dot ${kind}`, r: 3.5, cx: x(moment), cy: y(values[moment]) }));
      const end = values.findLast((value) => value !== null);
      if (end !== undefined) ends.push({ at: y(end), name, kind });
    }
    ends.sort((one, other) => one.at - other.at);
    ends.forEach((end, i) => { if (i) end.at = Math.max(end.at, ends[i - 1].at + 14); });
    const over = Math.max(0, (ends.at(-1)?.at ?? 0) - bottom);
    for (const { at, name, kind } of ends) {
      const text = svgElement("text", { class: `m-end ${kind}`, x: right + 8, y: at - over });
      text.textContent = kind === "f" || name.length <= LONGEST_NAME ? name : LETTERS["ab".indexOf(kind)];
      svg.append(text);
    }
    [[0, "start"], [last, "end"]].forEach(([i, anchor]) => {
      const text = svgElement("text", { class: "year", x: x(i), y: height - 6, "text-anchor": anchor });
      text.textContent = series.moments[i].short;
      svg.append(text);
    });
    return svg;
  }

  /** Heading and a cell per pinned place, by the form of the figure. */
  lines(places, rows) {
    const { series, moment } = this;
    const { form, word, all } = series.unit;
    const each = (make) => rows.map((row) => (row && row.value !== null ? make(row) : "–"));
    const since = ["sinds " + series.moments[0].short, places.map((place, i) => series.difference(rows[i]?.value ?? null, this.value(place, 0)))];
    const rank = [`rang op ${count(series.at(moment).among)}`, each((row) => (row.rank === undefined ? "n.v.t." : ordinal(row.rank)))];
    const region = ["tegen regio", each((row) => series.difference(row.value, series.region(moment, row.home)))];
    const against = [`tegen ${all}`, each((row) => series.difference(row.value, series.all(moment)))];
    const part = (whole) => (row) => (whole(row) ? percent(row.value / whole(row)) : "–");
    const first = [series.moments[moment].short, rows.map((row) => series.write(row?.value ?? null))];
    const parts = [["deel van regio", each(part((row) => series.region(moment, row.home)))], [`deel van ${all}`, each(part(() => series.all(moment)))]];
    const made = {
      share: [[`${word}${rows.some((row) => row?.kind === ESTIMATE) ? " (≈)" : ""}`, each((row) => count(row.amount))], rank, region, against],
      ratio: [
        ["behaald", rows.map((row) => (row?.amount == null ? "–" : count(row.amount, series.decimals)))],
        ["streefwaarde", rows.map((row) => (row?.base == null ? "–" : count(row.base, series.decimals)))],
        rank, region, against,
        ["nog te bereiken", each((row) => (row.amount < row.base ? count(row.base - row.amount, series.decimals) : "niets"))],
      ],
      rate: [["bedrag", each((row) => euro(row.amount))], ["doelgroep (≈)", each((row) => count(row.base))], rank, region, against],
      count: [rank, ...parts], euro: [rank, ...parts],
    }[form];
    return [first, ...made, ...(moment ? [since] : [])];
  }

  table(places, rows) {
    const table = htmlElement("table");
    const head = htmlElement("tr");
    const corner = htmlElement("td");
    head.append(corner, ...places.map((place, i) => this.head(place, i)));
    table.append(htmlElement("thead"), htmlElement("tbody"));
    table.tHead.append(head);
    this.lines(places, rows).forEach(([label, cells], i) => {
      const line = htmlElement("tr", i ? "" : "big");
      const name = htmlElement("th", "", label);
      name.scope = "row";
      line.append(name, ...cells.map((cell) => htmlElement("td", "", cell)));
      table.tBodies[0].append(line);
    });
    return table;
  }

  head(place, i) {
    const { does } = this;
    const name = does.nameOf(place);
    const cell = htmlElement("th");
    cell.scope = "col";
    const drop = htmlElement("button", "m-drop", "×");
    drop.type = "button";
    drop.dataset.drop = place;
    drop.setAttribute("aria-label", `Maak ${name} los`);
    const letter = htmlElement("span", `m-letter ${"ab"[i]}`, LETTERS[i]);
    const link = htmlElement("a", "", name);
    link.href = does.link(place);
    cell.append(letter, drop, htmlElement("br"), link);
    return cell;
  }
}
