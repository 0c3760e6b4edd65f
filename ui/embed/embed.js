/** The code that shows a figure on another site: copied with the height that the embed has at that width. */
document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element && event.target.closest("[data-embed]");
  if (!button) return;
  const { embed, title, wide } = button.dataset;
  const src = new URL(embed, location.href).href;
  const frame = document.createElement("iframe");
  for (const [name, value] of Object.entries({ src, title, width: wide, height: await tall(src, title, wide) })) frame.setAttribute(name, value);
  frame.setAttribute("style", "border:0;max-width:100%");
  frame.setAttribute("loading", "lazy");
  await page.put(button, frame.outerHTML);
});

/** How tall an embed is: drawn out of sight, with its own letter. */
async function tall(src, title, wide) {
  const frame = Object.assign(document.createElement("iframe"), { src, title, width: wide, height: 0, tabIndex: -1 });
  frame.setAttribute("aria-hidden", "true");
  frame.style.cssText = "position:fixed;left:0;top:0;visibility:hidden;border:0";
  const loaded = new Promise((done) => { frame.onload = done; });
  document.body.append(frame);
  await loaded;
  await frame.contentDocument?.fonts.ready;
  const height = Math.ceil(frame.contentDocument?.documentElement.getBoundingClientRect().height ?? 600);
  frame.remove();
  return height;
}
