"""What a mouse reaches a keyboard reaches too: Tab walks past every control, and each shows that one stands there.

Where one control of a group holds the stop of Tab (areas of a map, lines of a list), the arrows reach the others; that
is looked at where those live.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Visit

SCREENS = ("", "kaart", "gemeente?nis=42028", "presentatie")
MORE = (
    *("doelstellingen", "gemeente?nis=46021", "samenwerking?nis=42028", "samenwerking?regio=limburg"),
    *("samenwerking?beeld=zelf", "samenwerking?beeld=bekend", "budget", "budget?deel=vergelijken"),
    *("budget?deel=beste", "budget?deel=aanvraag&nis=42028", "bronnen", "woordenlijst", "toegankelijkheid"),
)
# What can be clicked: links, controls, and what says that it is a button. Numbered, to tell whether Tab came by.
MARK = """() => {
    const all = 'a[href], button, select, input, textarea, summary, [role="button"], [role="slider"], [role="option"]';
    const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        && one.getBoundingClientRect().width > 0 && !one.closest('details:not([open]) > :not(summary)');
    const controls = [...document.querySelectorAll(all)].filter((one) => shown(one) && !one.disabled);
    controls.forEach((one, i) => { one.dataset.stop = i; });
    const name = (one) => `${one.nodeName} ${(one.ariaLabel ?? one.textContent ?? one.name).trim().slice(0, 40)}`;
    // One of a group holds the stop of Tab: radio buttons, areas, lines.
    const roving = (one) => one.tabIndex < 0 && one.parentElement.closest('svg, ol, ul, table, [role="group"]')
        ?.querySelector('[tabindex="0"]');
    const radio = (one) => one.type === "radio" && !one.checked;
    return controls.filter((one) => !roving(one) && !radio(one)).map((one) => [Number(one.dataset.stop), name(one)]);
}"""
# What Tab came by, written down by the page itself: asking after each press takes twice as long.
FOLLOW = """() => {
    const walk = window.walk = { by: [], unmarked: [], hidden: [], done: false };
    document.activeElement?.blur();
    document.addEventListener("focusin", ({ target: one }) => {
        if (walk.done || (walk.done = walk.by.includes(one.dataset.stop))) return; // around
        if (one.dataset.stop) walk.by.push(one.dataset.stop);
        const style = getComputedStyle(one);
        const name = `${one.nodeName} ${(one.ariaLabel ?? one.textContent).trim().slice(0, 40)}`;
        const streamlits = one.closest("[data-testid]:not([data-testid^=stMain]):not([data-testid=stApp])");
        const marked = style.outlineStyle !== "none" || style.boxShadow !== "none" || one instanceof SVGElement;
        if (!marked && !streamlits) walk.unmarked.push(name);
        const box = one.getBoundingClientRect();
        if (box.bottom <= 0 || box.top >= innerHeight) walk.hidden.push(name);
    });
}"""
WALK = "() => [window.walk, document.activeElement === document.body]"
STRIDE, MOST = 20, 50  # presses of Tab between two questions; questions


def walk(browser: Browser, address: str, path: str) -> dict[str, list[str]]:
    """What the walk with Tab through a screen misses, does not mark or leaves out of sight."""
    visit = Visit(browser, address, viewport={"width": 1366, "height": 768}, reduced_motion="reduce").open(path)
    wanted = {str(number): name for number, name in visit.page.evaluate(MARK)}
    assert wanted
    visit.page.evaluate(FOLLOW)
    for _ in range(MOST):
        for _ in range(STRIDE):
            visit.page.keyboard.press("Tab")
        walked, out = visit.page.evaluate(WALK)
        if walked["done"] or out:
            break
    visit.page.close()
    missed = [name for number, name in wanted.items() if number not in walked["by"]]
    found = {"missed": missed, "unmarked": walked["unmarked"], "out of sight": walked["hidden"]}
    return {fault: names for fault, names in found.items() if names}


@pytest.mark.parametrize("path", SCREENS)
def test_tab_walks_past_everything(browser: Browser, full: str, path: str) -> None:
    assert walk(browser, full, path) == {}


@pytest.mark.long
@pytest.mark.parametrize("path", MORE)
def test_tab_walks_past_everything_else(browser: Browser, full: str, path: str) -> None:
    assert walk(browser, full, path) == {}
