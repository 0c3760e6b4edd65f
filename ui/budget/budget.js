/** The slider shows its value while it is moved; the model answers when it is let go (ui/hooks/navigate.js). */
const money = new Intl.NumberFormat("nl-BE", { minimumFractionDigits: 1, maximumFractionDigits: 2 });
const share = new Intl.NumberFormat("nl-BE", { style: "percent", maximumFractionDigits: 1 });

document.addEventListener("input", (event) => {
  const slider = event.composedPath()[0];
  if (!(slider instanceof HTMLInputElement) || slider.dataset.shown === undefined) return;
  const [now, base] = [Number(slider.value), Number(slider.dataset.default)];
  const text = `€ ${money.format(now / 1e6)} mln`;
  const change = `${now < base ? "−" : "+"}${share.format(Math.abs(now / base - 1)).replace(/\s*%/u, " %")}`;
  document.getElementById("bg-live").textContent = text;
  document.getElementById("bg-live-change").textContent = now === base ? slider.dataset.same : change;
  slider.setAttribute("aria-valuetext", text);
});
