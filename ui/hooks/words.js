/**
 * Dutch for the words that Streamlit itself puts on the screen, and what a screen reader misses in its
 * page: its own settings cannot change either (streamlit/streamlit#1353). Only names of built-in controls
 * are replaced, and only when they are exactly one of these; what the dashboard says itself is never
 * touched. Loaded by ui/server/web.py; tests/test_accessibility.py looks for what is left.
 */
const WORDS = {
  "Skip to main content": "Naar de inhoud",
  "Sidebar": "Menu",
  "Main menu": "Instellingen van het scherm",
  "Collapse sidebar": "Menu sluiten", "Expand sidebar": "Menu openen",
  "Close sidebar": "Menu sluiten", "Open sidebar": "Menu openen",
  "System": "Zoals de computer", "Light": "Licht", "Dark": "Donker",
  "Print": "Afdrukken", "Rerun": "Opnieuw laden", "Settings": "Instellingen", "About": "Over",
  "Record screen": "Scherm opnemen", "Clear cache": "Geheugen wissen",
  "Choose an option": "Kies", "Choose options": "Kies", "No results": "Niets gevonden", "Select all": "Alles kiezen",
  "Open": "Lijst openen", "Close": "Sluiten", "Cancel": "Annuleren", "Clear value": "Wissen", "Clear all": "Alles wissen",
  "Fullscreen": "Volledig scherm", "Close fullscreen": "Volledig scherm sluiten",
  "Increment": "Meer", "Decrement": "Minder", "Increase": "Meer", "Decrease": "Minder",
  "Theme": "Licht of donker", "Dismiss": "Sluiten", "Notifications": "Meldingen", "Selected values": "Gekozen waarden",
  "Upload": "Bestand kiezen", "file upload": "Bestand kiezen", "Drag and drop a file here": "Sleep een bestand hierheen",
  "Add files": "Nog een bestand kiezen", "add icon": "Nog een bestand kiezen",
  "Only one file is allowed.": "Er mag maar één bestand.", "Error: ": "Niet ingelezen. ",
  "File size is too small.": "Het bestand is leeg.", "Unexpected error. Please try again.": "Er ging iets mis. Probeer opnieuw.",
  "Download failed": "Downloaden is mislukt",
  "Copy version to clipboard": "Versie kopiëren",
  "Record a screencast": "Scherm opnemen", "Also record audio": "Neem ook geluid op", "Start recording!": "Begin de opname",
  "This will record a video with the contents of your screen, so you can easily share what you're seeing with others.":
    "Dit maakt een film van uw scherm, om te tonen wat u ziet.",
  "Stop recording": "Opname stoppen", "Cancel recording": "Opname annuleren", "Save video to disk": "Film bewaren",
  "Preview your video below:": "Bekijk uw film:", "Next steps": "Wat nu", "Try again": "Probeer opnieuw",
  "An error has occurred, please try again.": "Er ging iets mis. Probeer opnieuw.",
  "Due to limitations with some browsers, this feature is only supported on recent desktop versions of Chrome, Firefox, and Edge.":
    "Dit werkt alleen in een recente Chrome, Firefox of Edge op een computer.",
  "Connection timed out.": "De verbinding duurde te lang.", "Stop script": "Stoppen", "Always rerun": "Altijd opnieuw laden",
  "Connection error": "Geen verbinding", "Connecting": "Verbinding maken", "Running...": "Bezig ...", "Stop": "Stoppen",
  "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
    "De server antwoordt niet. Wat op het scherm staat blijft staan.",
};
// Words with a part that changes.
const PATTERNS = [
  [/^Help for /, "Uitleg bij "], [/^Select /, "Kies "], [/^Remove /, "Weghalen: "], [/^Clear /, "Wissen: "],
  [/^Made with Streamlit v/, "Gemaakt met Streamlit "], [/^Press .*Enter to .*$/, "Druk op Enter"],
  [/^(\d+)\s?MB per file/, "Hoogstens $1 MB"], [/^(\d+) options? available\.$/, "$1 keuzes"], [/, selected\.?$/, ", gekozen"],
  [/^File must be (\d+)(?:\.0)?\s?MB or smaller\.$/, "Het bestand is te groot: het mag hoogstens $1 MB zijn. Kijk na of het het juiste is."],
  [/^\S* ?files are not allowed\.$/, "Dit soort bestand kan hier niet. Kies een bestand van een soort die hierboven staat."],
  [/^(?:\w+: )?Request failed with status code \d+$/, "Het versturen is mislukt. Laad de pagina opnieuw en probeer het nog eens."],
  [/^(\d+)\.(\d)([KMG]?B)$/, "$1,$2 $3"],
  [/^Streamlit server is not responding.*$/, "De server antwoordt niet."],
];
const NAMES = ["aria-label", "title", "placeholder"];
// Text is only replaced inside these parts of Streamlit; names everywhere.
const PARTS = [
  "stSkipToContent", "stMainMenuPopover", "stMainMenuList", "stTooltipContent", "stDialog", "stStatusWidget",
  "stSelectboxVirtualDropdown", "stConnectionStatus", "stFileUploader", "stFileUploaderFile", "InputInstructions", "stScreencast",
].map((name) => `[data-testid="${name}"]`).join(", ")
  + ', [role="listbox"], [role="tooltip"], [role="menu"], [data-live-announcer]';

function dutch(text) {
  if (Object.hasOwn(WORDS, text)) return WORDS[text];
  const [found, word] = PATTERNS.find(([english]) => english.test(text)) ?? [];
  return found ? text.replace(found, word) : null;
}

function name(element) {
  for (const attribute of NAMES) {
    const text = element.getAttribute(attribute);
    const word = text && dutch(text);
    if (word) element.setAttribute(attribute, word);
  }
}

function words(part) {
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const word = dutch(texts.currentNode.nodeValue);
    if (word) texts.currentNode.nodeValue = word;
  }
}

function translate(root) {
  if (root.nodeType !== Node.ELEMENT_NODE) root = root.parentElement;
  if (!root) return;
  name(root);
  for (const element of root.querySelectorAll("[aria-label], [title], [placeholder]")) name(element);
  if (root.closest(PARTS)) words(root);
  else for (const part of root.querySelectorAll(PARTS)) words(part);
}

/** Gives an element the attributes it lacks; writing what is there already would wake the observer. */
function give(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}

// A table wider than the screen must be scrolled without a mouse; once it fits, Tab passes it by.
const SCROLLS = { tabindex: "0", role: "group", "aria-label": "Brede tabel: schuif met de pijltjestoetsen" };
const STAYS = { tabindex: null, role: null, "aria-label": null };
const scrollers = new ResizeObserver((boxes) => {
  for (const { target } of boxes) give(target, target.scrollWidth > target.clientWidth ? SCROLLS : STAYS);
});

// Where Streamlit leaves a role or a name out: selector and what to give.
const REPAIRS = [
  ['[data-testid="stSidebar"]', { role: "navigation" }],
  ['[data-testid="stFileUploaderDropzone"]', { role: "group" }],
  ['[data-trigger="ComboBox"]', { role: "region", "aria-label": "Keuzelijst" }],
  ['[data-testid="stMainMenuPopover"]', { role: "region", "aria-label": "Instellingen" }],
  [".deck-events-root", { role: "application", "aria-label": "Kaart in 3D; de tabel toont dezelfde cijfers" }],
];

function repair() {
  for (const [selector, attributes] of REPAIRS) {
    for (const element of document.querySelectorAll(selector)) give(element, attributes);
  }
  for (const box of document.querySelectorAll(".stTable > div")) scrollers.observe(box);
  for (const layer of document.querySelectorAll("[data-react-aria-top-layer]")) {
    // What opens over the page lies outside every landmark; empty, it should not be one.
    give(layer, layer.hasChildNodes() ? { role: "region", "aria-label": "Venster" } : { role: null, "aria-label": null });
  }
  for (const link of document.querySelectorAll('a[data-testid="stPageLink-NavLink"]')) {
    const address = link.getAttribute("href");
    // Streamlit gives the first page an empty address, which a browser reads as "this page".
    if (address === "" || address.startsWith("?")) link.setAttribute("href", `./${address}`);
    give(link, { "aria-current": link.pathname === location.pathname ? "page" : null });
  }
}

new MutationObserver((changes) => {
  for (const change of changes) {
    if ((change.target.parentElement ?? change.target).closest?.("[data-block]")) continue; // ours, and Dutch already
    if (change.type === "attributes") name(change.target);
    else if (change.type === "characterData") translate(change.target);
    else for (const node of change.addedNodes) translate(node);
  }
  repair();
}).observe(document.body, {
  subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES,
});
translate(document.body);
repair();

// The 3D view brings a decoder for models that it never uses here; our policy lets nobody compile WebAssembly.
addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof WebAssembly.CompileError) event.preventDefault();
});
