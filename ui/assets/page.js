/**
 * Dutch for the words that Streamlit itself puts on the screen: its own settings cannot change them
 * (streamlit/streamlit#1353). Only names of built-in controls are replaced, and only when they are
 * exactly one of these; what the dashboard says itself is never touched. Loaded by ui/server.py.
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
  "Show data": "Gegevens tonen", "Show chart": "Grafiek tonen", "Download as PNG": "Afbeelding downloaden",
  "Download as SVG": "Tekening downloaden", "Copy Vega-Lite spec": "Beschrijving van de grafiek kopiëren",
  "Fullscreen": "Volledig scherm", "Close fullscreen": "Volledig scherm sluiten",
  "Show/hide columns": "Kolommen tonen of verbergen", "Download as CSV": "Tabel downloaden als CSV", "Search": "Zoeken",
  "Sort ascending": "Van klein naar groot", "Sort descending": "Van groot naar klein", "Autosize": "Breedte aanpassen",
  "Pin column": "Kolom vastzetten", "Unpin column": "Kolom losmaken", "Hide column": "Kolom verbergen",
  "Format": "Schrijfwijze", "Statistics": "Samenvatting", "Clear selection": "Keuze wissen",
  "Automatic": "Automatisch", "Localized": "Zoals in België", "Plain": "Gewoon", "Compact": "Kort", "Percent": "Procent",
  "Scientific": "Wetenschappelijk", "Accounting": "Boekhouding", "Dollar": "Dollar", "Yen": "Yen",
  "Minimum": "Laagste", "Maximum": "Hoogste", "Average": "Gemiddelde", "Median": "Middelste", "Sum": "Som",
  "Standard deviation": "Standaardafwijking", "Distinct": "Verschillende", "Empty": "Leeg", "Values": "Waarden",
  "Increment": "Meer", "Decrement": "Minder", "Increase": "Meer", "Decrease": "Minder",
  "Vega visualization": "Grafiek; de cijfers staan in de tabel erbij",
  "Made with Streamlit v1.67.0": "Gemaakt met Streamlit 1.67.0",
  "Connection error": "Geen verbinding", "Connecting": "Verbinding maken", "Running...": "Bezig ...", "Stop": "Stoppen",
  "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
    "De server antwoordt niet. Wat op het scherm staat blijft staan.",
};
const STARTS = [["Help for ", "Uitleg bij "], ["Select ", "Kies "], ["Remove ", "Weghalen: "], ["Clear ", "Wissen: "]];
const NAMES = ["aria-label", "title", "placeholder"];
// Text is only replaced inside these parts of Streamlit; names everywhere.
const PARTS = [
  "stSkipToContent", "stMainMenuPopover", "stMainMenuList", "stTooltipContent", "stDataFrameColumnMenu", "stDialog",
  "stDataFrameColumnVisibilityMenu", "stStatusWidget", "stSelectboxVirtualDropdown", "stConnectionStatus",
].map((name) => `[data-testid="${name}"]`).join(", ") + ', [role="listbox"], [role="tooltip"], [role="menu"]';

function dutch(text) {
  const found = Object.hasOwn(WORDS, text) ? WORDS[text] : null;
  if (found) return found;
  const start = STARTS.find(([english]) => text.startsWith(english));
  return start ? start[1] + text.slice(start[0].length) : null;
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
    const text = texts.currentNode.nodeValue;
    if (Object.hasOwn(WORDS, text)) texts.currentNode.nodeValue = WORDS[text];
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

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "attributes") name(change.target);
    else for (const node of change.addedNodes) translate(node);
  }
}).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: NAMES });
translate(document.body);
