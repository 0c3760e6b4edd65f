"""Takes the pictures of the README and docs: `python docs/screenshots/take.py` (chromium needed)."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from samenleven.store import Current  # noqa: E402
from tests.support.browser import Visit, chromium, dashboard  # noqa: E402

WAIT = 1500  # milliseconds: a map and its figures are drawn
LAPTOP, PHONE = {"width": 1366, "height": 900}, {"width": 360, "height": 740}
SLIDES = ("stand", "kaart", "jaren", "doelen", "gemeente", "deelnemers", "samenwerking", "budget", "bronnen")
LINKS = {
    "overzicht": "",
    "kaart": "kaart?cijfer=target_group",
    "doelstellingen": "doelstellingen",
    "gemeente": "gemeente?nis=46021",
    "samenwerking": "samenwerking",
    "budget": "budget",
    "bronnen": "bronnen?lijst=contradiction",
    "woordenlijst": "woordenlijst",
    "toegankelijkheid": "toegankelijkheid",
} | {f"presentatie-{slide}": f"presentatie?dia={slide}" for slide in SLIDES}
KEPT = [  # in the README and docs: name, colours, size
    *((name, "light", LAPTOP) for name in LINKS),
    *((name, "dark", LAPTOP) for name in ("overzicht", "kaart", "presentatie-doelen")),
    *((name, "light", PHONE) for name in ("gemeente", "kaart", "presentatie-stand")),
]


def name_of(name: str, colours: str, size: dict[str, int]) -> str:
    """The name of the picture: a light laptop is the plain one."""
    return "-".join([name, *(["donker"] if colours == "dark" else []), *(["telefoon"] if size == PHONE else [])])


def main() -> None:
    """The pictures of the README; with `all FOLDER` every screen and slide, light and dark, laptop and phone."""
    everything = len(sys.argv) == 3 and sys.argv[1] == "all"
    folder = Path(sys.argv[2]) if everything else HERE
    folder.mkdir(parents=True, exist_ok=True)
    wanted = itertools.product(LINKS, ("light", "dark"), (LAPTOP, PHONE)) if everything else KEPT
    with dashboard(Current().get().store.path) as address, chromium() as browser:
        for name, colours, size in wanted:
            visit = Visit(browser, address, viewport=size, color_scheme=colours).open(LINKS[name])
            visit.page.wait_for_timeout(WAIT)
            visit.page.screenshot(path=folder / f"{name_of(name, colours, size)}.png")
            visit.page.close()


if __name__ == "__main__":
    main()
