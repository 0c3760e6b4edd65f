/**
 * A link to a file that has to be made first: it says so while it waits, saves the file, and says when it failed.
 * `<a href="/rapport/…" data-make download>`; without this script the link is a download as any other.
 */
const LOST = "Het bestand kon niet gemaakt worden: het dashboard antwoordt niet. Probeer het opnieuw.";

document.addEventListener("click", async (event) => {
  const link = event.target instanceof Element && event.target.closest("a[data-make]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  if (link.getAttribute("aria-disabled") === "true") return;
  const words = link.textContent;
  link.setAttribute("aria-disabled", "true");
  link.textContent = "Wordt gemaakt …";
  told(link, `${words}: wordt gemaakt`);
  const said = await made(link.href).then(() => "", (error) => error.message || LOST);
  link.removeAttribute("aria-disabled");
  link.textContent = words;
  told(link, said || `${words}: klaar`, said);
});

async function made(url) {
  const answer = await fetch(url).catch(() => { throw new Error(LOST); });
  if (!answer.ok) throw new Error(answer.headers.get("content-type")?.startsWith("text/plain") ? await answer.text() : LOST);
  const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
  page.save(await answer.blob(), name ?? "");
}

/** Says aloud how it goes; what went wrong also stands beside the link until the next press. */
function told(link, text, wrong = "") {
  let line = link.nextElementSibling;
  if (!line?.matches(".made")) {
    line = Object.assign(document.createElement("span"), { className: "made" });
    line.setAttribute("role", "status");
    link.after(line);
  }
  line.classList.toggle("unseen", !wrong);
  line.textContent = text;
}
