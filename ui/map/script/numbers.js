/** Numbers as people in Flanders write them: the same as samenleven/dutch.py and findings/words.py, to the sign. */
const NOTHING = "geen cijfer";
const formats = new Map();

function format(options) {
  const key = JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat("nl-BE", { useGrouping: "always", ...options }));
  return formats.get(key);
}

/** A count with at most so many decimals: 1234.5 becomes "1.235". */
function count(value, decimals = 0) {
  if (value === null) return NOTHING;
  const text = format({ maximumFractionDigits: decimals }).format(Math.abs(value));
  return value < 0 && text !== "0" ? `−${text}` : text;
}

/** A ratio as hundredths with a decimal only where it has one, without the sign: 0.201 becomes "20,1". */
function hundredths(ratio) {
  return format({ style: "percent", maximumFractionDigits: 1 }).format(Math.abs(ratio)).replace(/[\s\u00a0\u202f]*%/, "");
}

/** What stays under 100 % never reads as 100 %. */
function percent(ratio) {
  if (ratio === null) return NOTHING;
  const text = `${hundredths(ratio)} %`;
  return ratio < 1 && text === "100 %" ? `net geen ${text}` : text;
}

function euro(value) {
  return value === null ? NOTHING : `€ ${count(value)}`;
}

/** A difference with its sign: "+9,5 punt", "−€ 3", "gelijk"; unknown gives a dash. */
function signed(difference, write) {
  if (difference === null) return "–";
  const size = write(Math.abs(difference));
  return size === write(0) ? "gelijk" : `${difference < 0 ? "−" : "+"}${size}`;
}

const points = (size) => `${hundredths(size)} punt`;
/** 4 becomes "4e". */
const ordinal = (place) => `${count(place)}e`;
