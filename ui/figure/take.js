/**
 * The picture of a figure as a file: what stands on the screen, drawn again as SVG with real text, with its finding above
 * and its source below. HTML text becomes <text> where the browser put it, boxes and lines become <rect>, drawings are
 * taken over with their computed colours. A PNG is that drawing, twice as large.
 */
const SVG = "http://www.w3.org/2000/svg";
const EDGE = 24; // pixels around the picture
const DRAWN = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "opacity", "fill-opacity",
  "stroke-opacity", "paint-order", "font-size", "font-family", "font-weight", "text-anchor", "dominant-baseline", "visibility"];

page.drawing = drawing;
function drawing(figure) {
  const parts = [figure.querySelector(".t"), figure.querySelector(".u"), figure.querySelector("[data-picture]"),
    figure.querySelector(".foot > span:first-child")].filter(Boolean);
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const [left, top] = [Math.min(...boxes.map((b) => b.left)), Math.min(...boxes.map((b) => b.top))];
  const width = Math.ceil(Math.max(...boxes.map((b) => b.right)) - left + 2 * EDGE);
  const height = Math.ceil(Math.max(...boxes.map((b) => b.bottom)) - top + 2 * EDGE);
  const svg = element("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
  svg.append(element("rect", { width, height, fill: ground(figure) }));
  const at = { x: EDGE - left, y: EDGE - top };
  for (const part of parts) draw(part, svg, at);
  return svg;
}

function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function ground(from) {
  for (let one = from; one; one = one.parentElement) {
    const colour = getComputedStyle(one).backgroundColor;
    if (!colour.endsWith(", 0)") && colour !== "transparent") return colour;
  }
  return "white";
}

function draw(node, svg, at) {
  if (node.nodeType === Node.TEXT_NODE) return write(node, svg, at);
  if (!(node instanceof Element) || node.matches("script, style, .unseen, [hidden], .meaning, button:not(.term), select")) return;
  const style = getComputedStyle(node);
  if (style.display === "none" || style.visibility === "hidden" || style.opacity === "0") return;
  if (node instanceof SVGSVGElement) return copy(node, svg, at);
  box(node, style, svg, at);
  for (const child of node.shadowRoot?.childNodes ?? node.childNodes) draw(child, svg, at);
}

/** The lines of a text as the browser broke them. */
function write(node, svg, at) {
  const text = node.nodeValue;
  if (!text.trim()) return;
  const style = getComputedStyle(node.parentElement);
  const range = document.createRange();
  let line = null;
  const end = () => {
    if (!line || !line.text.trim()) return;
    const said = line.text.replace(/\s+/g, " ").trim();
    svg.append(element("text", {
      x: (line.left + at.x).toFixed(1), y: (line.bottom + at.y - (line.bottom - line.top) * 0.235).toFixed(1), fill: style.color,
      "font-family": style.fontFamily, "font-size": style.fontSize, "font-weight": style.fontWeight,
      // As wide as on the screen, also where another program has other letters.
      ...(said.length > 1 ? { textLength: (line.right - line.left).toFixed(1), lengthAdjust: "spacingAndGlyphs" } : {}),
    }, said));
  };
  for (let i = 0; i < text.length; i += 1) {
    range.setStart(node, i);
    range.setEnd(node, i + 1);
    const [place] = range.getClientRects();
    if (!place || !place.width) continue;
    if (!text[i].trim()) { if (line) line.text += " "; continue; }
    if (!line || place.top > line.top + 2) {
      end();
      line = { left: place.left, top: place.top, bottom: place.bottom, text: "" };
    }
    line.right = place.right;
    line.text += text[i];
  }
  end();
}

function box(node, style, svg, at) {
  const place = node.getBoundingClientRect();
  const [x, y] = [place.left + at.x, place.top + at.y];
  if (!place.width || !place.height) return;
  const round = Math.min(parseFloat(style.borderTopLeftRadius) || 0, place.height / 2);
  if (!/, 0\)$|transparent/.test(style.backgroundColor)) {
    svg.append(element("rect", { x, y, width: place.width, height: place.height, rx: round, fill: style.backgroundColor }));
    if (style.backgroundImage.includes("repeating-linear-gradient")) {
      svg.append(element("rect", { x, y, width: place.width, height: place.height, rx: round, fill: hatch(svg) }));
    }
  }
  for (const [side, line] of [
    ["Top", [x, y, x + place.width, y]], ["Bottom", [x, y + place.height, x + place.width, y + place.height]],
    ["Left", [x, y, x, y + place.height]], ["Right", [x + place.width, y, x + place.width, y + place.height]],
  ]) {
    const thick = parseFloat(style[`border${side}Width`]);
    if (!thick || style[`border${side}Style`] === "none" || /, 0\)$/.test(style[`border${side}Color`])) continue;
    const [x1, y1, x2, y2] = line;
    svg.append(element("line", { x1, y1, x2, y2, stroke: style[`border${side}Color`], "stroke-width": thick }));
  }
}

/** The hatching of example figures, once in the drawing. */
function hatch(svg) {
  if (!svg.querySelector("#arcering")) {
    const pattern = element("pattern", { id: "arcering", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
    pattern.append(element("rect", { width: 1.5, height: 6, fill: "white", "fill-opacity": 0.55 }));
    const defs = element("defs", {});
    defs.append(pattern);
    svg.prepend(defs);
  }
  return "url(#arcering)";
}

/** A drawing inside the picture, with the colours that the style sheet gave it. */
function copy(from, svg, at) {
  const place = from.getBoundingClientRect();
  const made = from.cloneNode(true);
  const [olds, news] = [[from, ...from.querySelectorAll("*")], [made, ...made.querySelectorAll("*")]];
  olds.forEach((old, i) => {
    const style = getComputedStyle(old);
    if (style.display === "none") { news[i].setAttribute("display", "none"); return; }
    for (const name of DRAWN) {
      const value = style.getPropertyValue(name);
      if (value) news[i].setAttribute(name, value.includes("url(") ? value.replace(/url\("?[^#"]*#([^")]+)"?\)/g, "url(#$1)") : value);
    }
    news[i].removeAttribute("class");
    news[i].removeAttribute("style");
    news[i].removeAttribute("tabindex");
  });
  for (const id of new Set([...made.outerHTML.matchAll(/url\(#([^)]+)\)/g)].map((found) => found[1]))) {
    if (made.querySelector(`#${CSS.escape(id)}`)) continue;
    const shared = document.getElementById(id);
    if (shared) made.prepend(Object.assign(element("defs", {}), { innerHTML: shared.outerHTML }));
  }
  for (const [name, value] of [["x", place.left + at.x], ["y", place.top + at.y], ["width", place.width], ["height", place.height]]) {
    made.setAttribute(name, value);
  }
  made.setAttribute("overflow", getComputedStyle(from).overflow);
  svg.append(made);
}

/** Saves the picture of a figure as "svg" or "png", under the name of the figure. */
page.picture = picture;
async function picture(figure, form) {
  const svg = drawing(figure);
  if (form === "png") svg.prepend(await letters().catch(() => element("style", {})));
  const text = new XMLSerializer().serializeToString(svg);
  const plain = new Blob([text], { type: "image/svg+xml" });
  const name = `${figure.id || "beeld"}-${new Date().toISOString().slice(0, 10)}.${form}`;
  save(form === "svg" ? plain : await pixels(plain, svg), name);
}

/** The letters of the dashboard, for a drawing that the browser shows as a picture: that sees no letters of the page. */
async function letters() {
  const faces = [...document.styleSheets].flatMap((sheet) => { try { return [...sheet.cssRules]; } catch { return []; } })
    .filter((rule) => rule instanceof CSSFontFaceRule && /Source Sans/.test(rule.style.fontFamily) && !/italic/i.test(rule.cssText));
  const found = await Promise.all(faces.slice(0, 1).map(async (rule) => {
    const [, link] = rule.style.src.match(/url\("?([^")]+)/) ?? [];
    const blob = await fetch(new URL(link, rule.parentStyleSheet.href ?? location.href)).then((answer) => answer.blob());
    return new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(`@font-face{font-family:${rule.style.fontFamily};font-weight:200 900;src:url(${reader.result})}`);
      reader.readAsDataURL(blob);
    });
  }));
  return element("style", {}, found.join(""));
}

async function pixels(blob, svg) {
  const address = URL.createObjectURL(blob);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {
      width: 2 * svg.getAttribute("width"), height: 2 * svg.getAttribute("height"),
    });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

page.save = save;
function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
