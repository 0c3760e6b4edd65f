"""Names on a map: none covers another, each is inside, and the first ones come first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.map.labels import Box, Wanted, place

FRAME = Box(0, 0, 1000, 400)
NAMES = st.lists(
    st.builds(
        Wanted,
        st.text("abcdefgh", min_size=1, max_size=25),
        st.floats(0, 1000),
        st.floats(0, 400),
        st.sampled_from([14.0, 20.0, 40.0]),
        st.booleans(),
    ),
    max_size=14,
)


@given(NAMES)
def test_no_name_touches_another_or_leaves_the_picture(wanted: list[Wanted]) -> None:
    placed = place(wanted, FRAME)
    for at, one in enumerate(placed):
        assert one.box.inside(FRAME)
        assert not any(one.box.touches(other.box) for other in placed[at + 1 :])
    in_order = iter(wanted)
    assert all(any(one.wanted is other for other in in_order) for one in placed)


def test_a_name_close_to_its_place_has_no_line_and_one_further_off_has() -> None:
    placed = place([Wanted(f"Plaats {n}", 500 + n, 200, 20, True) for n in range(9)], FRAME)
    assert not placed[0].led
    assert any(one.led for one in placed)


def test_a_city_stays_on_its_place_or_is_left_out() -> None:
    placed = place([Wanted("Gent", 500, 200, 20), Wanted("Aalst", 505, 202, 20)], FRAME)
    assert [(one.wanted.text, one.x, one.y) for one in placed] == [("Gent", 500, 200)]
