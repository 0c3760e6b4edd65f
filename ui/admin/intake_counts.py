"""Next year's counts of the statistical office and published figures: what they would change, and taking them in."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from samenleven import dutch
from samenleven.errors import DataError, SamenlevenError
from samenleven.intake.handed import sha256
from samenleven.store import taking_in
from samenleven.store.taking_in import Large, Preview
from ui.admin import admin_table, intake_summary
from ui.admin.intake_summary import CONFIRM, LONGEST_WHY, WHY
from ui.filters.address import Address
from ui.frame import block, form
from ui.frame.form import Sent
from ui.hooks import uploads
from ui.login.person import Here
from ui.reading import cached

KEY = "invoer cijfers"
NOTHING = "Van deze bestanden is niets ingelezen. Verbeter ze en kies ze opnieuw."
MISSING = "Zeg waarom: cijfers die er al stonden, veranderen."
WORDS = {
    "population": "bevolking per gemeente",
    "origin": "herkomst per gemeente",
    "published_figure": "gepubliceerde cijfers",
    "source": "bronnen",
}
"""What the rows of a table are called on the screen."""


def draw(address: Address, here: Here) -> None:
    """The fields for the files, what they would do, or what became of them."""
    block.show(_about(), "beheer_invoer_begin")
    fields = ("Kies een CSV", "Kies een tweede CSV, als die erbij hoort (zoals bevolking en herkomst)")
    given = [uploads.field(label, ["csv"], f"{KEY} {at}") for at, label in enumerate(fields, 1)]
    files: dict[str, bytes] = {}
    for one in given:
        if one:
            files[f"{one.name} (2)" if one.name in files else one.name] = one.getvalue()
    if not files:
        return
    about, sent = tuple(map(sha256, files.values())), form.sent(KEY)
    kept = st.session_state.get(f"{KEY} bewaard")
    if kept and kept[0] == about:
        block.show(intake_summary.receipt(kept[1], address, "nieuwe cijfers"), f"{KEY} gelezen")
        return
    try:
        found = _looked(about, files)
        unsaid = _asks_why(found) and sent is not None and not sent.text(WHY)
        if sent and not unsaid:
            _take(about, sent, files, here)
        if found.does_nothing:
            block.show('<p class="notice" role="status">Al deze cijfers staan er al.</p>', f"{KEY} gelezen")
        else:
            form.show(_html(found, {WHY: MISSING} if unsaid else {}), KEY)
    except DataError as error:
        some = [str(one) for one in error.faults[: block.LISTED]]
        block.show(block.refused(NOTHING, some, len(error.faults)), f"{KEY} gelezen")
    except SamenlevenError as error:
        block.show(block.refused(NOTHING, str(error).split("\n")), f"{KEY} gelezen")


def _about() -> str:
    tables = "".join(
        f"<li>{WORDS[table]}: <code>{','.join(columns)}</code></li>" for columns, table in taking_in.heads().items()
    )
    return (
        '<p class="lede">Wat u inleest, geldt naast wat er al was, op elk scherm; een rij die er al was, wordt '
        "vervangen. U ziet eerst wat het verandert.</p><details><summary>Welke bestanden</summary><p>Een CSV met "
        f"komma's en één van deze koppen:</p><ul>{tables}</ul></details>"
    )


def _looked(about: tuple[str, ...], files: Mapping[str, bytes]) -> Preview:
    """What the files would do; worked out once for the data of now: it builds them all."""
    store = cached.open_store()
    asked = about, store.version
    held = st.session_state.get(f"{KEY} gezien")
    if not held or held[0] != asked:
        with st.spinner("De cijfers worden nagekeken"):
            held = asked, taking_in.look(files, store)
        st.session_state[f"{KEY} gezien"] = held
    preview: Preview = held[1]
    return preview


def _take(about: tuple[str, ...], sent: Sent, files: Mapping[str, bytes], here: Here) -> None:
    """Take in what somebody confirmed, and show it on data that have it. Raises SamenlevenError."""
    why = sent.text(WHY) or None
    taken = taking_in.take(files, cached.open_store(), here.person, cached.ledger(), why=why)
    st.session_state[f"{KEY} bewaard"] = about, taken.batch
    st.rerun()


def _asks_why(found: Preview) -> bool:
    return any(one.changed for one in found.rows)


def _html(found: Preview, told: Mapping[str, str]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{WORDS[one.table]}</th><td class="num">{dutch.number(one.new)}</td>'
        f'<td class="num">{dutch.number(one.changed)}</td><td class="num">{dutch.number(one.unchanged)}</td></tr>'
        for one in found.rows
    )
    heads = ("rijen", "nieuw", "veranderd", "ongewijzigd")
    new, changed = sum(one.new for one in found.rows), sum(one.changed for one in found.rows)
    parts = (
        dutch.counted(new, "nieuwe rij", "nieuwe rijen") if new else "",
        dutch.counted(changed, "veranderde rij", "veranderde rijen") if changed else "",
    )
    because = form.area(WHY, "Reden", fault=told.get(WHY), longest=LONGEST_WHY) if _asks_why(found) else ""
    return (
        f'{form.faults(told)}<h2 data-focus tabindex="-1">{dutch.listed([one for one in parts if one])}</h2>'
        '<p class="lede">Nog niets is ingelezen: dat gebeurt als u bevestigt.</p>'
        f"{admin_table.html('Wat er verandert', heads, rows, numbers=heads[1:])}"
        f"<p>{_means(found.before, found.after)}</p>{because}"
        f'<div class="form-buttons">{form.button(CONFIRM, "Bevestigen", main=True)}</div>'
    )


def _means(before: Large, after: Large) -> str:
    """How many municipalities may apply alone, before and after."""
    if before == after:
        return f"{_alone('Nu', after)} Daaraan verandert niets."
    return f"{_alone('Nu', before)} {_alone('Daarna', after)}"


def _alone(when: str, large: Large) -> str:
    if large.counted_on is None:
        return f"{when} zijn er geen tellingen."
    can = "kan" if large.alone == 1 else "kunnen"
    unsure = f"; van {dutch.number(large.uncertain)} is dat onzeker" if large.uncertain else ""
    said = f"{can} {dutch.counted(large.alone, 'gemeente', 'gemeenten')} alleen indienen"
    return f"{when} {said} (telling van {dutch.day(large.counted_on)}){unsure}."
