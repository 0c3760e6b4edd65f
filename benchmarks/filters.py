"""Does every filter feel instant? Each filter of each screen beside the bare one-slider page, in turns, in one run.

`python benchmarks/filters.py [screen ...]` (chromium needed). Prints the median milliseconds from the click or key to
the settled page, and the ratio to the move of the bare page as Streamlit ships it, measured in the same turns. Time on
the map is answered in the browser (goal: at most 0.5), any other filter at most 1.5. Then the time from an empty cache
to the first figure, beside Streamlit's own hello page (goal: at most 1.3).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import streamlit  # noqa: E402
from playwright.sync_api import Browser, Page  # noqa: E402

from samenleven.store import builder  # noqa: E402
from tests.support.browser import Visit, chromium, dashboard, serve  # noqa: E402

HELLO = Path(streamlit.__file__).parent / "hello" / "streamlit_app.py"
ROUNDS = 11
QUIET = 250  # milliseconds without a change: the page is settled
OPENED = 7
FILTER, SLID, PLAYED, FIRST = 1.5, 1.2, 0.5, 1.3
BARE = """
import streamlit as st
if __name__ == "__main__":
    st.title(f"reeks {st.slider('reeks', 0, 999, 0)}")
else:
    app = st.App(__file__)
"""
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# What a reader sees, also inside components with a page of their own.
SEEN = """() => {
    const texts = [document.querySelector('[data-testid="stMain"]').innerText];
    for (const one of document.querySelectorAll('[role="switch"]')) texts.push(one.ariaChecked);
    for (const one of document.querySelectorAll('[data-testid="stMain"] *')) {
        for (const area of one.shadowRoot?.querySelectorAll('[data-nis]') ?? []) texts.push(area.ariaLabel);
    }
    return texts.join();
}"""
SETTLED = """document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'"""
# What stands in the window of the map: its foot line, the end of its list and what is read aloud follow the server or
# the next moment of rest, once time stands still.
MAP = """() => [document.querySelector(".m-stage"), ...[...document.querySelectorAll(".ranking li")].slice(0, 25)]
    .map((part) => part.innerText).join()"""
HEADING = """() => document.querySelector('h1').textContent"""  # the slider itself shows its number at once


@dataclass(frozen=True)
class Filter:
    """One filter of one screen: where it is opened, and the addresses (parameters) it goes to and back from.

    A link and a list of a filter do the same as a widget tied to the address: they change it and the page follows. So
    each is moved by its address, as the browser's Back does.
    """

    screen: str
    name: str
    there: str
    back: str
    goal: float = FILTER


HAND = "beeld=zelf&regio=limburg&verdeling="
# The filters of every screen. `there` and `back` are the parameters after the click.
FILTERS = (
    Filter("", "projectjaar", "jaar=1", ""),
    Filter("", "alleen officieel", "cijfers=officieel", ""),
    Filter("doelstellingen", "projectjaar", "jaar=1", ""),
    Filter("doelstellingen", "tegenover", "tegenover=plan", ""),
    Filter("doelstellingen", "status", "status=behind", ""),
    Filter("doelstellingen", "alleen officieel", "cijfers=officieel", ""),
    Filter("gemeente", "gemeente", "nis=42028", "nis=46021"),
    Filter("gemeente", "gemeente van de 28", "nis=44021", "nis=46021"),
    Filter("gemeente", "projectjaar", "nis=46021&jaar=1", "nis=46021&jaar=2"),
    Filter("gemeente", "alleen officieel", "nis=46021&cijfers=officieel", "nis=46021"),
    Filter("kaart", "cijfer", "cijfer=non_eu27", ""),
    Filter("kaart", "als", "als=count", ""),
    Filter("kaart", "gebied", "gebied=signatories", ""),
    Filter("kaart", "regio", "regio=waasland", ""),
    Filter("kaart", "resultaat", "cijfer=call-05.1", ""),
    Filter("kaart", "alleen officieel", "cijfers=officieel", ""),
    Filter("samenwerking", "referentieregio", "regio=waasland", "regio=limburg"),
    Filter("samenwerking", "gemeente", "nis=42028", "nis=46025"),
    Filter("samenwerking", "set op de kaart", "nis=42028&set=3", "nis=42028"),
    Filter("samenwerking", "weergave", "beeld=bekend", ""),
    Filter("samenwerking", "lid bij een eigen verband", f"{HAND}72004.72018", f"{HAND}72004"),
    Filter("samenwerking", "alleen officieel", "nis=42028&cijfers=officieel", "nis=42028"),
    Filter("budget", "deel vergelijken", "deel=vergelijken", ""),
    Filter("budget", "deel beste verdeling", "deel=beste", ""),
    Filter("budget", "deel zekerheid", "deel=zekerheid", ""),
    Filter("budget", "deel één aanvraag", "deel=aanvraag", ""),
    Filter("budget", "projectjaar", "jaar=1", ""),
    Filter("budget", "wat is het beste", "deel=beste&doel=worst_first", "deel=beste"),
    Filter("budget", "ondergrens", "deel=beste&minstens=50", "deel=beste"),
    Filter("budget", "zekerheid, projectjaar", "deel=zekerheid&jaar=2", "deel=zekerheid"),
    Filter("budget", "gemeente (aanvraag)", "deel=aanvraag&nis=42028", "deel=aanvraag&nis=46021"),
    Filter("budget", "projectjaar (aanvraag)", "deel=aanvraag&nis=42028&jaar=2", "deel=aanvraag&nis=42028"),
    Filter("budget", "getal in een rij", "deel=aanvraag&nis=42028&g05.1=100", "deel=aanvraag&nis=42028&g05.1=200"),
    Filter("budget", "drempel", "scenario=threshold_alone~5000", ""),
    Filter("budget", "meer cijfers", "toon=tekorten", ""),
    Filter("budget", "bestuur", "nis=46021", ""),
    Filter("budget", "alleen officieel", "cijfers=officieel", ""),
    Filter("presentatie", "projectjaar", "jaar=1", ""),
    Filter("presentatie", "gemeente", "dia=gemeente&nis=44021", "dia=gemeente&nis=46021"),
    Filter("bronnen", "kaart", "cijfer=dekking", ""),
    Filter("bronnen", "soort", "soort=parameter", ""),
    Filter("bronnen", "zoeken", "zoek=drempel", "zoek=dekking"),
    Filter("presentatie", "KPI-onderdeel", "dia=kaart&kpi=call-07.1", "dia=kaart"),
    Filter("presentatie", "alleen officieel", "cijfers=officieel", ""),
    Filter("presentatie", "volgorde", "alle=ja&dias=kaart,stand", "alle=ja&dias=stand,kaart"),
    Filter("bronnen", "lijst", "lijst=parameter", "lijst=source"),
    Filter("bronnen", "alleen officieel", "cijfers=officieel", ""),
    Filter("woordenlijst", "zoeken", "zoek=drempel", ""),
    Filter("woordenlijst", "alleen officieel", "cijfers=officieel", ""),
)
STARTS = "budget?scenario=budget.3~8000000"
GO = """address => {
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate", {state: null}));
}"""


class Mover:
    """An open page that goes back and forth between two states."""

    def __init__(self, visit: Visit, step: Callable[[Page, int], None], watched: str = SEEN) -> None:
        self.page, self.step, self.steps, self.watched = visit.page, step, 0, watched
        self.page.wait_for_timeout(1500)

    def move(self) -> float:
        """The seconds from the click to the settled page, which then no longer changes."""
        self.steps += 1
        self.page.bring_to_front()
        self.page.wait_for_timeout(150)
        seen = self.page.evaluate(self.watched)
        start = time.perf_counter()
        self.step(self.page, self.steps)
        self.page.wait_for_function(f"seen => ({self.watched})() !== seen && {SETTLED}", arg=seen, polling="raf")
        self.page.evaluate(PAINTED)
        seconds = time.perf_counter() - start
        watched = MAP if self.watched == MAP else SEEN
        after = self.page.evaluate(watched)
        while True:  # what comes later belongs to the move too
            self.page.wait_for_timeout(QUIET)
            now = self.page.evaluate(watched)
            if now == after:
                break
            after, seconds = now, time.perf_counter() - start - QUIET / 1000
        return seconds


def bare_step(page: Page, _: int) -> None:
    """One step of the only slider of the bare page."""
    page.get_by_role("slider").first.press("ArrowRight")


def filter_step(address: str, one: Filter) -> Callable[[Page, int], None]:
    """To the one state and back."""
    links = [f"{address}/{one.screen}" + (f"?{query}" if query else "") for query in (one.back, one.there)]
    return lambda page, steps: page.evaluate(GO, links[steps % 2])


def play_step(page: Page, steps: int) -> None:
    """One year further or back on the time bar of the map, by its key."""
    page.locator("[data-time]").first.press("ArrowLeft" if steps % 2 else "ArrowRight")


def slide_step(page: Page, _: int) -> None:
    """One step of the slider of *budget*, each time to a scenario that nobody asked before."""
    page.locator("#bg-budget").press("ArrowRight")


def in_turns(*movers: Mover) -> list[float]:
    """Median seconds of each, in turns, so that other work on the machine weighs on all alike."""
    for mover in movers:
        mover.move()
        mover.move()
    rounds = [[mover.move() for mover in movers] for _ in range(ROUNDS)]
    return [statistics.median(one) for one in zip(*rounds, strict=True)]


def opened(browser: Browser, address: str) -> float:
    """The seconds from an empty cache until the first heading stands there."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="nl-BE")
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_selector('[data-testid="stMain"] h1', timeout=30_000)
    seconds = time.perf_counter() - start
    context.close()
    return seconds


def main() -> None:
    """Measure in turns and print medians and ratios."""
    wanted = sys.argv[1:]
    print(f"{'screen and filter':<44}{'ms':>7}{'bare':>7}{'ratio':>7}{'goal':>6}")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        app = Path(folder) / "app.py"
        app.write_text(BARE, encoding="utf-8")
        shipped = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true", "STREAMLIT_SERVER_ENABLE_WEBSOCKET_COMPRESSION": "false"}
        store = builder.build(Path(folder) / "s.duckdb")
        with serve(app, cwd=Path(folder), **shipped) as plain, dashboard(store) as address:
            bare = Mover(Visit(browser, plain).open(), bare_step, HEADING)
            for one in FILTERS:
                if wanted and (one.screen or "overzicht") not in wanted:
                    continue
                query = f"?{one.back}" if one.back else ""
                visit = Visit(browser, address, viewport={"width": 1366, "height": 768}).open(one.screen + query)
                took = in_turns(bare, Mover(visit, filter_step(address, one)))
                report(f"{one.screen or 'overzicht'}: {one.name}", *took, one.goal)
                visit.page.close()
            if not wanted or "kaart" in wanted:
                visit = Visit(browser, address, viewport={"width": 1366, "height": 768}).open("kaart")
                report("kaart: jaar op de tijdbalk", *in_turns(bare, Mover(visit, play_step, MAP)), PLAYED)
                visit.page.close()
            if not wanted or "budget" in wanted:
                visit = Visit(browser, address, viewport={"width": 1366, "height": 768}).open(STARTS)
                report("budget: schuif", *in_turns(bare, Mover(visit, slide_step)), SLID)
                visit.page.close()
            if not wanted or "overzicht" in wanted:
                with serve(HELLO) as other:
                    rounds = [(opened(browser, other), opened(browser, address)) for _ in range(OPENED)]
                theirs, ours = (statistics.median(one) for one in zip(*rounds, strict=True))
                report("overzicht: first figure, beside hello", theirs, ours, FIRST)


def report(name: str, bare: float, took: float, goal: float) -> None:
    """One line: what, its milliseconds, those beside it, the ratio and the goal."""
    print(f"{name:<44}{took * 1000:>7.0f}{bare * 1000:>7.0f}{took / bare:>7.2f}{goal:>6}", flush=True)


if __name__ == "__main__":
    main()
