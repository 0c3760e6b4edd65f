"""How much travels for a first visit, with nothing in the cache? Every screen beside a bare Streamlit page, in one run.

`python benchmarks/wire.py` (chromium needed). Prints requests and kilobytes on the wire (headers included, live
connection not), and the ratio to the bare page packed in the same way. Chromium asks for brotli on this computer and
over https; the last column is for visitors over plain http, who get gzip. Decision: docs/decisions/0011-the-door.md.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser  # noqa: E402

from samenleven.store import builder  # noqa: E402
from tests.support.browser import chromium, dashboard, serve  # noqa: E402
from ui.frame.top import SCREENS  # noqa: E402

HEAD = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import streamlit as st
if __name__ == "__main__":
    st.title("kaal")
"""
PACKED = """
else:
    from starlette.middleware import Middleware
    from ui.server import web as server
    app = st.App(__file__, middleware=[Middleware(server.Files)])
"""


SILENCE = 5_000  # milliseconds without a file that came in


def first_visit(browser: Browser, address: str, *, only_gzip: bool) -> tuple[int, float]:
    """Requests and bytes until the network has been silent."""
    context = browser.new_context(extra_http_headers={"Accept-Encoding": "gzip"} if only_gzip else {})
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address)
    page.wait_for_selector("h1")
    seen = -1
    while seen != len(sizes):
        seen = len(sizes)
        page.wait_for_timeout(SILENCE)
    context.close()
    return len(sizes), sum(sizes)


def main() -> None:
    """Measure and print."""
    found: dict[str, tuple[int, float, float]] = {}

    def measure(name: str, address: str) -> None:
        requests, size = first_visit(browser, address, only_gzip=False)
        found[name] = requests, size, first_visit(browser, address, only_gzip=True)[1]

    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        for bare, text in (("bare, as Streamlit sends it", HEAD), ("bare, packed", HEAD + PACKED)):
            app = folder / bare.replace(", ", "-").replace(" ", "-") / "app.py"
            app.parent.mkdir()
            app.write_text(text, encoding="utf-8")
            with serve(app) as address:
                measure(bare, address)
        with dashboard(builder.build(folder / "s.duckdb")) as address:
            for path, title in SCREENS.items():
                measure(title, f"{address}/{path}")
    base = found["bare, packed"]
    print(f"{'screen':<30}{'requests':>10}{'kB':>8}{'x bare':>8}{'kB gzip':>9}{'x bare':>8}")
    for name, (requests, size, zipped) in found.items():
        print(
            f"{name:<30}{requests:>10}{size / 1000:>8.0f}{size / base[1]:>8.2f}{zipped / 1000:>9.0f}"
            f"{zipped / base[2]:>8.2f}"
        )


if __name__ == "__main__":
    main()
