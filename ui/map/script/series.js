/** The figures of one indicator at every moment, read from what ui/map/atlas_data.py sends. */
const SIGNS = ["●", "◆", "≈", "▨"]; // official, reported, estimate, example
const KIND_WORDS = ["officieel", "gerapporteerd", "schatting", "voorbeeld"];
const ESTIMATE = 2;
const EXAMPLE = 3;

class Series {
  constructor(data) {
    this.data = data;
    this.unit = data.unit;
    this.related = Boolean(data.base);
    this.places = data.places.split(" ");
    this.index = new Map(this.places.map((nis, i) => [nis, i]));
    this.inView = data.view && new Set(data.view);
    this.apart = new Set(this.unit.apart.map((nis) => this.index.get(nis)));
    this.moments = data.moments;
    this.columns = {};
    for (const name of ["amount", "base", "lower", "upper"]) if (data[name]) this.columns[name] = this.decode(data[name]);
    this.made = [];
  }

  /** The numbers of each moment; where rows are fixed, a moment says what changed since the last known number. */
  decode(texts) {
    const last = [];
    return texts.map((text) => (text ? text.split(" ") : []).map((digits, i) => {
      if (digits === "_") return null;
      const number = parseInt(digits, 36) + (this.data.rows ? 0 : last[i] ?? 0);
      last[i] = number;
      return number;
    }));
  }

  /** Everything of one moment: `rows`, `of` (place -> row), `ranked` (highest first, with `rank` on each row). */
  at(moment) {
    this.made[moment] ??= this.make(moment);
    return this.made[moment];
  }

  /** The values of one moment by row, and whether each row is in view: all that the scales need of the other years. */
  values(moment) {
    const { rows: shared, parts: [part, basePart] } = this.data;
    const base = this.columns.base?.[moment];
    return this.columns.amount[moment].map((whole, i) => {
      const places = shared ? shared[moment][i] : [i];
      const value = whole === null ? null : !base ? whole / part : base[i] ? whole / part / (base[i] / basePart) : null;
      return { lead: places[0], value, seen: !this.inView || places.some((place) => this.inView.has(place)) };
    });
  }

  make(moment) {
    const { rows: shared, parts: [part, basePart] } = this.data;
    const { kinds } = this.moments[moment];
    const cell = (name, i) => this.columns[name]?.[moment][i] ?? null;
    const rows = this.columns.amount[moment].map((whole, i) => {
      const places = shared ? shared[moment][i] : [i];
      const amount = whole === null ? null : whole / part;
      const base = cell("base", i) === null ? null : cell("base", i) / basePart;
      const value = !this.related ? amount : amount === null || !base ? null : amount / base;
      const kind = typeof kinds === "number" ? kinds : kinds?.[i] ?? null;
      const home = places.map((place) => this.data.home[place]).find((region) => region >= 0) ?? -1;
      const seen = !this.inView || places.some((place) => this.inView.has(place));
      return { places, lead: places[0], amount, base, value, kind, home, seen, lower: cell("lower", i), upper: cell("upper", i) };
    });
    const of = new Map();
    for (const row of rows) for (const place of row.places) of.set(place, row);
    const ranked = rows.filter((row) => row.value !== null).sort((a, b) => b.value - a.value);
    const counted = ranked.filter((row) => !this.apart.has(row.lead));
    counted.forEach((row, i) => { // equal values share a place
      row.rank = i && row.value === counted[i - 1].value ? counted[i - 1].rank : i + 1;
    });
    return { rows, of, ranked, among: counted.length, regions: new Map() };
  }

  /** All rows of a region together: sums divided, never a mean of ratios. */
  region(moment, home) {
    if (home < 0) return null;
    const { rows, regions } = this.at(moment);
    if (!regions.has(home)) {
      const known = rows.filter((row) => row.home === home && row.value !== null);
      regions.set(home, known.length ? this.together(known) : null);
    }
    return regions.get(home);
  }

  together(rows) {
    const sum = (name) => rows.reduce((total, row) => total + (row[name] ?? 0), 0);
    return this.related ? (sum("base") ? sum("amount") / sum("base") : null) : sum("amount");
  }

  /** Flanders, or all applicants, together. */
  all(moment) {
    const [amount, base] = this.moments[moment].all;
    const { parts: [part, basePart] } = this.data;
    if (!this.related) return amount === null ? null : amount / part;
    return amount === null || !base ? null : amount / part / (base / basePart);
  }

  /** The highest value of any year, for bars that keep one scale over the years. */
  get highest() {
    this.most ??= this.moments.flatMap((_, i) => this.values(i)).reduce(
      (most, { value }) => Math.max(most, value ?? 0), this.data.middle ?? 1e-9,
    );
    return this.most;
  }

  /** The name of the class of a value. */
  shade(value) {
    const { bounds, shades } = this.data;
    return shades[bounds.filter((bound) => value >= bound).length];
  }

  /** A value as people read it, in the form of the figure. */
  write(value) {
    const { form } = this.unit;
    if (form === "share" || form === "ratio") return percent(value);
    return form === "count" ? count(value, this.decimals) : euro(value);
  }

  /** A part of one unit that is spread over members is no whole unit. */
  get decimals() {
    return this.data.parts[0] > 1 ? 2 : 0;
  }

  /** The difference of two values, written with its sign. */
  difference(value, other) {
    if (value === null || other === null) return "–";
    const { form } = this.unit;
    if (form === "share" || form === "ratio") return signed(value - other, points);
    return signed(value - other, form === "count" ? (size) => count(size, this.decimals) : euro);
  }

  /** What a row is made of, in words: "≈ 13.044 inwoners", "7.391 van 2.090 oefenkansen". */
  made_of(row) {
    const { form, word, base } = this.unit;
    if (row.value === null) return row.base === null || form !== "ratio" ? "" : `streefwaarde ${count(row.base, this.decimals)} ${word}`;
    if (form === "share") return `${row.kind === ESTIMATE ? "≈ " : ""}${count(row.amount)} ${word}`;
    if (form === "ratio") return `${count(row.amount, this.decimals)} van ${count(row.base, this.decimals)} ${word}`;
    return form === "rate" ? `${euro(row.amount)} voor ${count(row.base)} ${base}` : form === "count" ? word : "";
  }

  kind(row) {
    return row.kind === null ? "" : `${SIGNS[row.kind]} ${KIND_WORDS[row.kind]}`;
  }
}
