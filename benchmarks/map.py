"""Which map? The same 319 figures as our SVG component, as an altair map and as pydeck, in one run.

`python benchmarks/map.py` (chromium needed). Prints the bytes a change of filter moves over the websocket, and the time
until the page has settled, each against a bare page with one slider. Decision: docs/decisions/0004-map.md.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.support.browser import Visit, chromium, serve  # noqa: E402

ROUNDS = 8
HEAD = """
import json, random, sys
sys.path.insert(0, {root!r})
import streamlit as st
from geo import topology
if __name__ == "__main__":
    draw = st.slider("reeks", 0, 99, 0)
    picker = random.Random(draw)
    codes = [g["id"] for g in json.loads(topology.TOPOLOGY_PATH.read_text())["objects"]["areas"]["geometries"]]
    values = {{code: round(picker.random(), 3) for code in codes}}
    st.title(f"reeks {{draw}}")
"""
TAIL = """
else:
    from starlette.middleware import Middleware
    from ui.server import web as server
    app = st.App(__file__, middleware=[Middleware(server.Files)])
"""
APPS = {
    "bare": "",
    "component": """
    from ui.map.choropleth import MapArea, MapClass, choropleth
    shades = ["#D6E6F4", "#A6CBE7", "#6BA6D3", "#3279B5", "#0C447F"]
    classes = [MapClass(shade, str(i)) for i, shade in enumerate(shades)]
    details = [("Soort cijfer", "officieel"), ("Bron", "Statbel")]
    areas = [MapArea(code, int(value * 5), f"{value:.1%}", details) for code, value in values.items()]
    choropleth(areas, classes, title="kaart", key="kaart")
""",
    "altair": """
    import altair as alt, pandas as pd
    from ui.server import served
    frame = pd.DataFrame({"id": list(values), "value": list(values.values()), "kind": "officieel", "source": "Statbel"})
    shapes = alt.topo_feature(served.url(served.GEOMETRY), "areas")
    chart = alt.Chart(shapes).mark_geoshape(stroke="white").encode(
        color=alt.Color("value:Q", scale=alt.Scale(scheme="blues")), tooltip=["id:N", "value:Q", "kind:N", "source:N"]
    ).transform_lookup(lookup="id", from_=alt.LookupData(frame, "id", ["value", "kind", "source"]))
    st.altair_chart(chart.properties(height=500), key="kaart")
""",
    "pydeck": """
    import pydeck
    shades = [[214, 230, 244], [166, 203, 231], [107, 166, 211], [50, 121, 181], [12, 68, 127]]
    shapes = topology.feature_collection(topology.load_topology(topology.TOPOLOGY_PATH), "areas")
    for feature in shapes["features"]:
        value = values[feature["id"]]
        feature["properties"] |= {"value": value, "colour": shades[int(value * 5)]}
    layer = pydeck.Layer("GeoJsonLayer", shapes, get_fill_color="properties.colour", pickable=True)
    view = pydeck.ViewState(latitude=51, longitude=4.4, zoom=7)
    st.pydeck_chart(pydeck.Deck([layer], initial_view_state=view, map_provider=None), key="kaart")
""",
}


def measure(visit: Visit) -> tuple[float, float]:
    """Median bytes and seconds of one step of the slider."""
    moved, seconds = [], []
    visit.page.get_by_role("slider").focus()
    for step in range(ROUNDS):
        before, start = visit.received, time.perf_counter()
        visit.page.keyboard.press("ArrowRight")
        visit.page.wait_for_function(f"document.querySelector('h1')?.innerText.includes('reeks {step + 1}')")
        visit.page.wait_for_function(
            """document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'"""
        )
        visit.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        seconds.append(time.perf_counter() - start)
        moved.append(visit.received - before)
    return statistics.median(moved), statistics.median(seconds)


def main() -> None:
    """Measure every way to draw the map and print bytes, seconds and the ratio to the bare page."""
    found = {}
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        for name, body in APPS.items():
            app = Path(folder) / name / "app.py"
            app.parent.mkdir()
            app.write_text(HEAD.format(root=str(ROOT)) + body + TAIL, encoding="utf-8")
            with serve(app) as address:
                visit = Visit(browser, address).open()
                visit.page.wait_for_timeout(2000)
                found[name] = measure(visit)
                visit.page.close()
    base = found["bare"][1]
    print(f"{'map':<12}{'kB per change':>15}{'ms':>8}{'x bare page':>13}")
    for name, (moved, seconds) in found.items():
        print(f"{name:<12}{moved / 1000:>15.1f}{seconds * 1000:>8.0f}{seconds / base:>13.2f}")


if __name__ == "__main__":
    main()
