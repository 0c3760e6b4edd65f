"""The figures of the atlas by moment: who holds them, what all together come to, and the sentence that says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samenleven.figures import Kind, Shown, weakest
from samenleven.findings import map as findings
from samenleven.indicators import Form, Topic
from samenleven.map_rows import MapRow, related, rows_of, together
from samenleven.scope import Place, Scope, places_in
from samenleven.store import Store
from ui.map.atlas_choice import Choice
from ui.reading import reads
from ui.reading.cached import per_store

EVERY = frozenset[str]()


@dataclass(frozen=True)
class Whole:
    """All together at one moment: amount and base, and what kind of figure that is; `base` is None for an amount."""

    amount: float | None
    base: float | None
    kind: str | None

    def value(self, related_: bool) -> float | None:
        """The figure; a share of 1 is 100 %."""
        return related(self.amount, self.base) if related_ else self.amount


@per_store(4)
def places(store: Store) -> list[Place]:
    """The 300 municipalities and Brussels as one area, the largest first, then vzw de Rand, which has no area."""
    people = {
        one.authority_id: one.value or 0
        for one in reads.area_figures("population", Form.COUNT, reads.reference_dates()[0].isoformat(), Shown.OFFICIAL)
    }
    drawn = places_in(reads.places(), Scope.ALL, people)
    bare = [one for one in reads.places() if one.nis is None]
    return sorted(drawn, key=lambda one: -people.get(one.authority_id, 0)) + [one for one in bare if one not in drawn]


@per_store(4)
def regions(store: Store) -> dict[str, str]:
    """The reference region of every municipality that has one."""
    rows = reads.records(reads.authorities())
    return {str(row["authority_id"]): str(row["reference_region"]) for row in rows if row["reference_region"]}


@per_store(256)
def rows(store: Store, code: str, form: Form, moment: str, shown: Shown) -> list[MapRow]:
    """Who holds a figure at a moment, in the order of `places` where each area has its own."""
    indicator = next(one for one in reads.indicator_list(shown) if one.code == code)
    known = {one.authority_id for one in places()}
    found = [one for one in reads.area_figures(code, form, moment, shown) if one.authority_id in known]
    if form is Form.COUNT:
        return rows_of(indicator.topic, form, found)
    if indicator.topic is Topic.PEOPLE:
        bases = reads.area_figures("population", Form.COUNT, moment, shown)
        counts = reads.area_figures(code, Form.COUNT, moment, shown)
        return rows_of(
            indicator.topic, form, found, counts=counts, bases={one.authority_id: one.value for one in bases}
        )
    taking = reads.records(reads.members(shown).query("project_year == @year", local_dict={"year": int(moment)}))
    leads = {str(row["authority_id"]): str(row["applicant_id"]) for row in taking}
    if indicator.topic is Topic.RESULT:
        return rows_of(indicator.topic, form, found, leads=leads)
    day = next(one.counts_on for one in reads.project_years() if one.project_year == int(moment))
    heads = {one.authority_id: None if one.estimate is None else float(one.estimate) for one in reads.judged(day)}
    counts = reads.area_figures(code, Form.COUNT, moment, shown)
    return rows_of(indicator.topic, form, found, counts=counts, bases=heads, leads=leads)


def whole(choice: Choice, moment: str) -> Whole:
    """All of Flanders, or all applicants, together: a published total where there is one, else the sum."""
    found = rows(choice.indicator.code, choice.form, moment, choice.shown)
    if choice.indicator.topic is Topic.RESULT:
        one = next(
            (row for row in reads.attainment(int(moment), choice.shown) if row.measure == choice.indicator.code),
            None,
        )
        if one is None or one.realised is None:
            return Whole(None, None, None)
        base = float(one.target) if one.target is not None and choice.form is Form.SHARE else None
        return Whole(float(one.realised), base, one.kind.value if one.kind else None)
    if choice.indicator.topic is Topic.PEOPLE:
        flemish = municipalities()
        found = [row for row in found if row.places[0] in flemish]
    amount, base = together(found)
    return Whole(amount, base, kind_of(found))


@per_store(4)
def municipalities(store: Store) -> frozenset[str]:
    """The 300 Flemish municipalities."""
    rows = reads.records(reads.authorities())
    return frozenset(
        str(row["authority_id"]) for row in rows if row["type"] == "municipality" and row["region"] == "flanders"
    )


def kind_of(found: Sequence[MapRow]) -> str | None:
    """The weakest kind among rows that have a figure."""
    kind = weakest(row.kind for row in found if row.kind and row.value is not None)
    return kind.value if kind else None


def in_view(choice: Choice) -> frozenset[str]:
    """The authorities that the chosen area and region hold; empty for all of them."""
    if choice.scope is Scope.ALL and choice.region is None:
        return EVERY
    home = regions()
    return frozenset(
        one.authority_id
        for one in places()
        if (choice.scope is Scope.ALL or one.signatory)
        and (choice.region is None or home.get(one.authority_id) == choice.region)
    )


def sentence(choice: Choice, at: int) -> tuple[str, bool]:
    """The headline of a moment, and whether it rests on example figures."""
    inside, flemish = in_view(choice), municipalities()
    view = findings.view_of(choice.region, signatories=choice.scope is Scope.SIGNATORIES)
    indicator, moment = choice.indicator, choice.moments[at]

    def shown(index: int) -> list[MapRow]:
        found = rows(indicator.code, choice.form, choice.moments[index].code, choice.shown)
        mine = [row for row in found if not inside or inside.intersection(row.places)]
        if indicator.topic is Topic.PEOPLE:
            mine = [row for row in mine if row.places[0] in flemish]
        return mine

    now = shown(at)
    values = [row.value for row in now]
    all_of_it = whole(choice, moment.code) if not inside else Whole(*together(now), None)
    total = all_of_it.value(choice.form is Form.SHARE)
    if indicator.topic is Topic.PEOPLE:
        text = _people(choice, view, shown(0), now, total, at)
    elif indicator.topic is Topic.GRANT:
        per_head = choice.form is Form.SHARE
        text = findings.granted(
            indicator.code == "own_share", values, total, per_head=per_head, when=moment.title, view=view
        )
    elif choice.form is Form.SHARE:
        text = findings.attained(name_of(choice), values, total, when=moment.title, view=view)
    else:
        text = findings.counted(name_of(choice), indicator.unit, values, total, when=moment.title, view=view)
    kinds = [row.kind for row in now if row.value is not None]
    return text, Kind.EXAMPLE in kinds


def _people(
    choice: Choice, view: findings.MapView, first: list[MapRow], now: list[MapRow], total: float | None, at: int
) -> str:
    code, moment, since = choice.indicator.code, choice.moments[at], choice.moments[0].short
    then = {row.places[0]: row.value for row in first}
    pairs = [(then.get(row.places[0]), row.value) for row in now]
    amount, base = together(first)
    if choice.form is Form.COUNT:
        return findings.count_over_time(
            code, pairs, amount, total, since=since if at else None, when=moment.title, view=view
        )
    if at == 0:
        names = {one.authority_id: one.name for one in places()}
        named = [(names[row.places[0]], row.value) for row in now]
        return findings.share_at(code, named, total, when=moment.title, view=view)
    return findings.share_over_time(code, pairs, related(amount, base), total, since=since, view=view)


def name_of(choice: Choice) -> str:
    """A measure in a sentence: "actie 5", with its component where the action has several."""
    measures = [one for one in reads.measures() if one.family == "call"]
    one = next(found for found in measures if found.measure_id == choice.indicator.code)
    several = sum(found.action_id == one.action_id for found in measures) > 1
    return f"actie {one.action_id}" + (f" ({one.component})" if several else "")
