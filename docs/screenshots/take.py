"""Takes the pictures of the README and docs: `python docs/screenshots/take.py` (chromium needed)."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from samenleven.store import open_store  # noqa: E402
from tests.browser import Visit, chromium, dashboard  # noqa: E402

PICTURES = {
    "overzicht": "",
    "kaart": "kaart?cijfer=target_group",
    "doelstellingen": "doelstellingen",
    "gemeente": "gemeente?nis=46021",
    "samenwerking": "samenwerking",
    "budget": "budget",
    "bronnen": "bronnen?lijst=contradiction",
}


def main() -> None:
    """One picture per screen, at the size of a laptop."""
    with dashboard(open_store().path) as address, chromium() as browser:
        for name, link in PICTURES.items():
            visit = Visit(browser, address, viewport={"width": 1366, "height": 900}).open(link)
            visit.page.wait_for_timeout(1500)
            visit.page.screenshot(path=HERE / f"{name}.png")
            visit.page.close()


if __name__ == "__main__":
    main()
