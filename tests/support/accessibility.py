"""What the tests of accessibility look with: axe-core, contrast, names, structure, and a keyboard without a mouse."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.support.browser import Visit
from ui.accessibility.statement import BARRIERS

# Findings of axe that come from inside Streamlit: the page Toegankelijkheid shows the same list.
KNOWN = [barrier for barrier in BARRIERS if barrier.rule]
NORMAL, ZOOMED = (1280, 1024), (320, 256)  # the second is the first at 400 %
TEXT = 4.5

# Every rule that is on by itself (WCAG 2.0 to 2.2 A and AA, best practices), and two that are not.
AXE = """(only) => axe.run(document, {
    resultTypes: ["violations"],
    ...only ? {runOnly: only} : {},
    rules: {"target-size": {enabled: true}, "label-content-name-mismatch": {enabled: true}},
}).then(({violations}) => violations.flatMap(({id, nodes}) => nodes.map(({target, html}) => [
    id, target.flat().join(" "), html.slice(0, 160),
])))"""

# Everything that is read aloud as the name of something, also inside components with a page of their own.
NAMES = """() => {
    const found = new Set();
    const said = ["aria-label", "title", "placeholder", "alt", "aria-roledescription", "aria-valuetext"];
    const controls = "button, summary, label, [role=option], [role=menuitem], [role=tooltip], [role=log]";
    const visit = (root) => {
        for (const element of root.querySelectorAll("*")) {
            for (const name of said) found.add(element.getAttribute(name));
            if (element.matches(controls)) {
                const copy = element.cloneNode(true);
                for (const hidden of copy.querySelectorAll('svg, [data-testid="stIconMaterial"]')) hidden.remove();
                found.add(copy.textContent);
            }
            if (element.shadowRoot) visit(element.shadowRoot);
        }
    };
    visit(document);
    found.delete(null);
    return [...found];
}"""

STRUCTURE = """() => ({
    language: document.documentElement.lang,
    headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => Number(heading.tagName[1])),
    main: document.querySelectorAll("main").length,
    menu: [...document.querySelectorAll("nav, [role=navigation]")].map((menu) => menu.getAttribute("aria-label")),
    here: [...document.querySelectorAll('[aria-current="page"]')].map((link) => link.innerText),
    moving: document.getAnimations().filter((one) => one.effect?.getTiming().iterations === Infinity).length,
})"""

SPILLS = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    return document.documentElement.scrollWidth > innerWidth || main.scrollWidth > main.clientWidth;
}"""

# Contrast of all text in the page, and of drawn text, in which axe does not look. What lies below a drawn text are the
# shapes that were drawn before it and hold its middle (of hatching its ground); a text with an edge lies on that edge.
CONTRASTS = """() => {
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const rgba = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
        return [red, green, blue, alpha / 255];
    };
    const over = (top, below) => below.map((value, i) => top[i] * top[3] + value * (1 - top[3]));
    const light = (colour) => {
        const [red, green, blue] = colour.map((value) => value / 255)
            .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const opacity = (element) => {
        let all = 1;
        for (let at = element; at; at = at.parentElement) all *= Number(getComputedStyle(at).opacity);
        return all;
    };
    const ground = (element) => {
        const layers = [];
        for (let at = element; at; at = at.parentElement) layers.unshift(rgba(getComputedStyle(at).backgroundColor));
        return layers.reduce((below, top) => over(top, below), [255, 255, 255]);
    };
    const SHAPES = "rect, path, circle, ellipse, polygon";
    const holds = (shape, x, y) => {
        const to = shape.getScreenCTM()?.inverse();
        return Boolean(to) && shape.isPointInFill(new DOMPoint(x, y).matrixTransform(to));
    };
    const beneath = (text) => {
        const style = getComputedStyle(text), box = text.getBoundingClientRect(), svg = text.ownerSVGElement;
        if (style.paintOrder.startsWith("stroke") && style.stroke !== "none") return rgba(style.stroke).slice(0, 3);
        const before = [...svg.querySelectorAll(SHAPES)].filter((one) => one.getClientRects().length
            && !one.closest("defs, clipPath, mask, pattern")
            && one.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING
            && holds(one, box.x + box.width / 2, box.y + box.height / 2));
        return before.reduce((below, one) => {
            const {fill, fillOpacity} = getComputedStyle(one);
            const pattern = fill.startsWith("url") && document.getElementById(fill.match(/#([^"')]+)/)?.[1]);
            const plain = pattern ? pattern.querySelector("rect") : fill.startsWith("url") ? null : one;
            if (fill === "none" || !plain) return below;
            const top = rgba(getComputedStyle(plain).fill);
            top[3] *= fillOpacity * opacity(one);
            return over(top, below);
        }, ground(svg));
    };
    const found = [];
    for (const element of document.querySelectorAll(".stMain *, .stSidebar *")) {
        const own = [...element.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE);
        const text = own.map((one) => one.data).join(" ").trim();
        if (!text || !element.getClientRects().length) continue;
        if (element.closest("[aria-hidden=true], [disabled], [aria-disabled=true], option, style, script")) continue;
        const drawing = element instanceof SVGElement, style = getComputedStyle(element);
        const seen = opacity(element), ink = rgba(drawing ? style.fill : style.color);
        if (!seen || style.visibility !== "visible") continue;
        const below = drawing ? beneath(element) : ground(element);
        ink[3] *= seen;
        const [low, high] = [light(over(ink, below)), light(below)].sort((a, b) => a - b);
        found.push([drawing ? "drawing" : "part", text.slice(0, 60), (high + 0.05) / (low + 0.05)]);
    }
    return found;
}"""

# Words that no Dutch name has; "of", "open", "data", "download" and "index" are Dutch too.
ENGLISH = re.compile(
    r"\b(the|and|for|with|from|your|this|show|hide|search|close|select(ed)?|clear|choose|results?|options?|sidebar|"
    r"settings|rerun|copy|upload|drag|drop|browse|files?|limit|press|sort|columns?|next|previous|main|skip|theme|dark|"
    r"light|system|dismiss|help|visualization|axis|legend|titled|values|chart|about|cancel|expand|collapse|fullscreen|"
    r"autosize|increment|decrement|remove|add|loading|running|symbol|mark|container|record|made|available|clipboard)\b",
    re.IGNORECASE,
)

# The focus, wherever it is: also in a component, and drawn around another part when the control itself is hidden.
FOCUS = """() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const shown = element.closest("label, .stSlider [data-rac]:has(> div > input)");
    const lined = (one) => {
        const {outlineStyle, outlineWidth} = one ? getComputedStyle(one) : {};
        return one && outlineStyle !== "none" && outlineWidth !== "0px";
    };
    const map = element.closest("svg")?.querySelector(".outline.focus path")?.getAttribute("d");
    return {
        name: element.getAttribute("aria-label") ?? element.innerText?.trim() ?? "",
        role: element.getAttribute("role") || element.type || element.tagName.toLowerCase(),
        id: element.id,
        seen: Boolean(lined(element) || lined(shown) || map),
    };
}"""


@dataclass
class Look:
    """What was seen on one page."""

    violations: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    structure: dict[str, Any] = field(default_factory=dict)
    spills: bool = False
    contrasts: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def english(self) -> list[str]:
        """Names with an English word in them."""
        return sorted(name.strip() for name in self.names if ENGLISH.search(name))

    def low(self) -> list[str]:
        """Text that cannot be read well, with its contrast."""
        return [
            f"{mode}: {text} {ratio:.2f}"
            for mode, all_ in self.contrasts.items()
            for _, text, ratio in all_
            if ratio < TEXT
        ]


COLOUR = ["color-contrast", "link-in-text-block"]
"""What another colour scheme can break where the same window was looked at in full."""


def _axe(page: Page, look: Look, state: str, only: list[str] | None = None) -> None:
    for rule, selector, html in page.evaluate(AXE, only):
        barrier = next((one for one in KNOWN if one.rule == rule and re.search(str(one.selector), html)), None)
        if barrier:
            look.known.add(barrier.what)
        else:
            look.violations.append(f"{state}: {rule}: {selector}: {html}")


def _dress(page: Page, size: tuple[int, int], scheme: str) -> None:
    """Another window and another colour scheme on the same page, without loading it again."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.wait_for_function(
        """([width, dark]) => {
            const isDark = (colour) => Number(colour.match(/\\d+/)[0]) < 128;
            const grounds = [...document.querySelectorAll(".stApp")];
            const inks = [...document.querySelectorAll(".stMain h1")];
            return innerWidth === width
                && grounds.every((one) => isDark(getComputedStyle(one).backgroundColor) === dark)
                && inks.every((one) => isDark(getComputedStyle(one).color) !== dark);
        }""",
        arg=[size[0], scheme == "dark"],
    )
    page.wait_for_timeout(150)  # parts fold; colours do not fade for who asks for less motion


def look_at(visit: Visit, *, part: bool = False, opened: bool = False) -> Look:
    """Look at the open page: light and dark, normal and at 400 %; `opened` also unfolds what is folded.

    `part`: only light and normal, and dark at 400 %, for another part of a page that is looked at in full.
    """
    page, look = visit.page, Look()
    page.evaluate(AXE_SCRIPT)
    look.structure = page.evaluate(STRUCTURE)
    for size, scheme in ((ZOOMED, "dark"), (ZOOMED, "light"), (NORMAL, "dark"), (NORMAL, "light")):
        if part and (size == ZOOMED) != (scheme == "dark"):
            continue
        _dress(page, size, scheme)
        _axe(page, look, f"{size[0]} {scheme}", COLOUR if scheme == "dark" and not part else None)
        if size == NORMAL or part:
            look.contrasts[scheme] = page.evaluate(CONTRASTS)
        look.spills |= page.evaluate(SPILLS)
    look.names |= set(page.evaluate(NAMES))
    if opened:
        _unfold(page, look)
    page.emulate_media(color_scheme="light")
    return look


def _unfold(page: Page, look: Look) -> None:
    """Open what is closed and look again: first what folds out in the page, then each kind of list."""
    folded = page.locator('[data-testid="stMain"] summary')
    folded.evaluate_all("(all) => all.forEach((one) => one.click())")
    for part in (".stMainMenu button",):
        control = page.locator(part).last
        if not control.count() or not control.is_visible():
            continue
        control.evaluate("(one) => one.scrollIntoView({block: 'center'})")
        control.click(timeout=5_000)
        page.wait_for_timeout(250)
        _axe(page, look, part)
        look.names |= set(page.evaluate(NAMES))
        page.keyboard.press("Escape")
        page.wait_for_timeout(100)


def focus(page: Page) -> dict[str, Any]:
    """What has the focus: its name, its role, and whether that shows."""
    found: dict[str, Any] = page.evaluate(FOCUS)
    return found


def tab_to(page: Page, *, role: str, name: str = "", limit: int = 60) -> dict[str, Any]:
    """Press Tab until a control has the focus, as a person without a mouse; every stop on the way must show."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        now = focus(page)
        assert now["seen"] or now["role"] in ("body", "svg", "group"), now
        if now["role"] == role and name in now["name"]:
            return now
    raise AssertionError(f"{limit} times Tab does not reach {role} {name}")
