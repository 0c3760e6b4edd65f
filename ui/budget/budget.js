/**
 * The slider shows its value while it is moved; the model answers when it is let go (ui/hooks/navigate.js). The answer to
 * an earlier step, drawn while it moves on, does not take its value back.
 */
const money = new Intl.NumberFormat("nl-BE", { minimumFractionDigits: 1, maximumFractionDigits: 2 });
const share = new Intl.NumberFormat("nl-BE", { style: "percent", maximumFractionDigits: 1 });

let moved = null; // what the slider was moved to and the server has not answered yet

document.addEventListener("input", (event) => {
  const slider = event.composedPath()[0];
  if (!(slider instanceof HTMLInputElement) || slider.dataset.shown === undefined) return;
  moved = slider.value;
  show(slider);
});

const after = page.follow;
page.follow = (root) => {
  after?.(root);
  const slider = moved !== null && root.querySelector("[data-shown]");
  if (!slider) return;
  if (slider.value === moved && slider.getAttribute("value") !== moved) show(slider);
  else moved = null;
};

function show(slider) {
  const [now, base] = [Number(slider.value), Number(slider.dataset.default)];
  const text = `€ ${money.format(now / 1e6)} mln`;
  const change = `${now < base ? "−" : "+"}${share.format(Math.abs(now / base - 1)).replace(/\s*%/u, " %")}`;
  document.getElementById("bg-live").textContent = text;
  document.getElementById("bg-live-change").textContent = now === base ? slider.dataset.same : change;
  slider.setAttribute("aria-valuetext", text);
}
