/** The legend is a histogram: how many areas fall in each class, and where all together stand. */
class Legend {
  constructor(holder) {
    this.holder = holder;
    this.title = htmlElement("p", "ti");
    this.bars = htmlElement("ol", "classes");
    this.mark = htmlElement("p", "m-mark");
    this.scale = htmlElement("div", "m-scale");
    this.scale.setAttribute("aria-hidden", "true");
    this.rest = htmlElement("p", "m-rest");
    const drawn = htmlElement("div", "histogram");
    drawn.append(this.bars, this.mark);
    holder.replaceChildren(this.title, drawn, this.scale, this.rest);
  }

  /** The frame: one bar per class, bounds between them; done anew when the figure changes. */
  build(series) {
    this.series = series;
    const { shades, bounds, middle } = series.data;
    this.bars.replaceChildren(...shades.map((shade) => {
      const bar = htmlElement("li");
      const colour = htmlElement("i", `k-${shade}`);
      bar.append(htmlElement("span", "n"), colour, htmlElement("span", "unseen"));
      return bar;
    }));
    this.holder.style.setProperty("--classes", shades.length);
    this.scale.replaceChildren(...bounds.map((bound, i) => {
      const label = htmlElement("span", bound === middle ? "middle" : "", this.short(bound, i === bounds.length - 1 || bound === middle));
      label.style.left = `${(100 * (i + 1)) / shades.length}%`;
      return label;
    }));
    const seen = (rows) => rows.filter((row) => row.seen && !series.apart.has(row.lead));
    const most = series.moments.map((_, i) => Math.max(...this.counts(seen(series.at(i).rows))));
    this.most = Math.max(1, ...most);
  }

  counts(rows) {
    const found = new Map(this.series.data.shades.map((shade) => [shade, 0]));
    for (const { value } of rows) if (value !== null) found.set(this.series.shade(value), found.get(this.series.shade(value)) + 1);
    return [...found.values()];
  }

  /** A bound without its unit; with it on the last one. */
  short(bound, full) {
    const { form } = this.series.unit;
    if (form === "share" || form === "ratio") return hundredths(bound) + (full ? " %" : "");
    return form === "count" ? count(bound, 2) : euro(bound);
  }

  between(i) {
    const { bounds } = this.series.data;
    const whole = (bound) => this.short(bound, true);
    if (!bounds.length) return "alle waarden";
    if (i === 0) return `minder dan ${whole(bounds[0])}`;
    return i === bounds.length ? `${whole(bounds.at(-1))} en meer` : `${this.short(bounds[i - 1], false)} tot ${whole(bounds[i])}`;
  }

  paint(moment) {
    const { series } = this;
    const [, many] = series.unit.among;
    const rows = series.at(moment).rows.filter((row) => row.seen && !series.apart.has(row.lead));
    say(this.title, `Aantal ${many} per klasse; klassen blijven gelijk`);
    this.counts(rows).forEach((number, i) => {
      const [label, bar, read] = this.bars.children[i].children;
      say(label, number ? count(number) : "");
      bar.style.setProperty("--part", number / this.most);
      say(read, `${this.between(i)}: ${count(number)} ${many}`);
    });
    const all = series.related ? series.all(moment) : null;
    this.mark.hidden = all === null;
    if (all !== null) {
      const at = 100 * this.place(all);
      this.mark.style.left = `${at}%`;
      this.mark.classList.toggle("leftward", at > 55);
      say(this.mark, `${series.unit.all} ${series.write(all)}`);
    }
    this.others(moment, rows);
  }

  /** Where a value stands on the axis, from 0 to 1: classes are equally wide. */
  place(value) {
    const { bounds } = this.series.data;
    const edges = [0, ...bounds, Math.max(this.series.highest, (bounds.at(-1) ?? 0) * 1.01)];
    const i = bounds.filter((bound) => value >= bound).length;
    const inside = Math.min(1, Math.max(0, (value - edges[i]) / (edges[i + 1] - edges[i] || 1)));
    return (i + inside) / (bounds.length + 1);
  }

  /** What has no colour: takes part without a figure, does not take part, is made up. */
  others(moment, rows) {
    const missing = rows.filter((row) => row.value === null).length;
    const swatch = (kind, text) => {
      const one = htmlElement("span", "", text);
      one.prepend(htmlElement("i", kind));
      return one;
    };
    const parts = [];
    if (missing) parts.push(swatch("k-none", `${count(missing)} zonder cijfer`));
    if (this.series.data.rows) parts.push(swatch("k-land", "doet niet mee"));
    if (rows.some((row) => row.kind === EXAMPLE && row.value !== null)) parts.push(swatch("ex k-example", "gearceerd: voorbeeld"));
    this.rest.replaceChildren(...parts);
    this.rest.hidden = !parts.length;
  }
}
