"""Judging what applicants reported: per action against its KPI, what the agency decides, and what follows from it.

At half-year an action is prolonged when it passes the gate (`attainment.below_gate`, the one home of it) or when the
agency judges it positively. After the year the balance of the grant follows. Missing is never below the gate, and what
may be recovered is a flag: no source gives a formula. `docs/rules.md`, section 3.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from samenleven.attainment import Status, attainment_ratio, below_gate, decide_status
from samenleven.counted import Figure, Period
from samenleven.figures import Kind, weakest
from samenleven.parameters import Parameters
from samenleven.reporting.calendar import Receipt, Window, receipt
from samenleven.reporting.records import Verdict
from samenleven.shares import cash


class FiguresSay(StrEnum):
    """What the figures of an action say before anybody decides. The order is that of a list with the worst first."""

    SHORT = "short"
    """A figure stays below the gate (half-year) or below the KPI (year)."""
    BY_HAND = "by_hand"
    """The agency judges this action by hand, whatever its ratio."""
    NO_FIGURE = "no_figure"
    """A figure is missing, and none that is there is too low."""
    ENOUGH = "enough"


class Consequence(StrEnum):
    """What follows for an action."""

    TO_JUDGE = "to_judge"
    WAITS = "waits"
    PROLONGED = "prolonged"
    NOT_PROLONGED = "not_prolonged"
    BALANCE = "balance"
    AT_RISK = "at_risk"


@dataclass(frozen=True, kw_only=True)
class ReportedLine:
    """One line of an agreement with what was reported over the period.

    `target` is baseline plus planned reach. `realised` is None where nothing was sent, or where the sender stated that
    the figure is not known yet (`stated`). `sequence` is the batch of the figure in the ledger, None for a figure that
    was never in it (example); `versions` counts the figures that were sent for this cell.
    """

    measure_id: str
    action_id: int
    component: str
    unit: str | None
    target: Figure
    grant_eur: Decimal
    realised: Figure | None = None
    stated: bool = False
    sequence: int | None = None
    reported_on: date | None = None
    versions: int = 0
    shortfall_reason: str | None = None
    double_count_note: str | None = None

    @property
    def ratio(self) -> Decimal | None:
        """Realised against the KPI, uncapped."""
        return attainment_ratio(self.realised.value if self.realised else None, self.target.value)

    @property
    def is_confirmed(self) -> bool:
        """Whether the agency made the figure official."""
        return self.realised is not None and self.realised.kind is Kind.OFFICIAL

    @property
    def to_confirm(self) -> bool:
        """Whether it was reported, and nobody confirmed it yet."""
        return self.realised is not None and self.realised.kind is Kind.REPORTED

    def falls_short(self, period: Period, parameters: Parameters) -> bool | None:
        """Below the gate (half-year) or the KPI not reached (year); None when there is no figure or no KPI."""
        if period is Period.HALF_YEAR:
            return below_gate(self.realised, self.target, parameters)
        if self.ratio is None:
            return None
        return decide_status(self.ratio, has_figure=True, has_target=True) is not Status.REACHED


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What the agency decided about an action: verdict and reason, in which batch and when."""

    verdict: Verdict
    reason: str
    sequence: int
    decided_on: date


@dataclass(frozen=True, kw_only=True)
class JudgedAction:
    """One action of one applicant in one period, with what follows.

    `balance_eur` is the part of the grant that is paid afterwards, only at year-end. `may_be_recovered` is a flag,
    never an amount. `outdated`: a figure was sent after the decision, so look again.
    """

    action_id: int
    lines: tuple[ReportedLine, ...]
    figures_say: FiguresSay
    consequence: Consequence
    grant_eur: Decimal
    balance_eur: Decimal | None
    may_be_recovered: bool
    decided: Ruling | None
    outdated: bool

    @property
    def ratio(self) -> Decimal | None:
        """The lowest ratio of its lines: an action with several target groups is as strong as its weakest."""
        return min((line.ratio for line in self.lines if line.ratio is not None), default=None)

    @property
    def kind(self) -> Kind | None:
        """The weakest kind of what it is judged on."""
        return weakest(figure.kind for line in self.lines for figure in (line.realised, line.target) if figure)


@dataclass(frozen=True, kw_only=True)
class JudgedApplicant:
    """One applicant in one period: what came in, and every action of its agreement."""

    applicant_id: str
    name: str
    reference_region: str | None
    cooperation: str | None
    receipt: Receipt
    days_late: int
    expected: int
    received: int
    actions: tuple[JudgedAction, ...] = field(default=())

    @property
    def lines(self) -> list[ReportedLine]:
        """The lines of all its actions."""
        return [line for action in self.actions for line in action.lines]

    @property
    def short(self) -> int:
        """How many actions stay below the gate, or below the KPI after the year."""
        return sum(action.figures_say is FiguresSay.SHORT for action in self.actions)

    @property
    def to_judge(self) -> int:
        """How many actions wait for a decision."""
        return sum(action.consequence is Consequence.TO_JUDGE for action in self.actions)

    @property
    def to_confirm(self) -> int:
        """How many reported figures nobody confirmed yet."""
        return sum(line.to_confirm for line in self.lines)

    @property
    def is_confirmed(self) -> bool:
        """Whether all its figures are there and official."""
        return self.expected > 0 and all(line.is_confirmed for line in self.lines)


def judge_action(
    lines: Sequence[ReportedLine],
    window: Window,
    *,
    by_hand: bool,
    decided: Ruling | None,
    parameters: Parameters,
    advance_share: Decimal,
) -> JudgedAction:
    """Judge one action of one applicant; `lines` are all those of its agreement, at least one."""
    found = _figures_say(lines, window.period, by_hand, parameters)
    verdict = decided.verdict if decided else None
    grant = sum((line.grant_eur for line in lines), Decimal(0))
    at_year = window.period is Period.YEAR
    newest = max((line.sequence or 0 for line in lines), default=0)
    return JudgedAction(
        action_id=lines[0].action_id,
        lines=tuple(lines),
        figures_say=found,
        consequence=(_after_year if at_year else _after_half_year)(found, verdict),
        grant_eur=grant,
        balance_eur=Decimal(cash(int(grant * 100), advance_share).balance_cents) / 100 if at_year else None,
        may_be_recovered=at_year and may_be_recovered(lines, verdict, parameters),
        decided=decided,
        outdated=decided is not None and newest > decided.sequence,
    )


def may_be_recovered(lines: Iterable[ReportedLine], verdict: Verdict | None, parameters: Parameters) -> bool:
    """Whether money may be claimed back after the year: the KPI was missed and the agency has not said that it is well.

    A flag: whether and how much is for the agency to say, on the explanation that the applicant gives.
    """
    if verdict is Verdict.POSITIVE:
        return False
    return verdict is Verdict.NEGATIVE or any(line.falls_short(Period.YEAR, parameters) for line in lines)


def judge_applicant(
    who: Mapping[str, str | None],
    lines: Sequence[ReportedLine],
    window: Window,
    on: date,
    *,
    by_hand: Collection[tuple[int, Period]],
    decided: Mapping[int, Ruling],
    parameters: Parameters,
    advance_share: Decimal,
) -> JudgedApplicant:
    """Judge what one applicant sent over a period, on a day.

    `who` gives `applicant_id`, `name`, `reference_region` and `cooperation`; `by_hand` are the actions (with the
    period) that the agency judges by hand, `decided` its decisions by action.
    """
    received = sum(line.realised is not None for line in lines)
    came = receipt(window, on, expected=len(lines), received=received)
    actions = [
        judge_action(
            [line for line in lines if line.action_id == action],
            window,
            by_hand=(action, window.period) in by_hand,
            decided=decided.get(action),
            parameters=parameters,
            advance_share=advance_share,
        )
        for action in sorted({line.action_id for line in lines})
    ]
    return JudgedApplicant(
        applicant_id=str(who["applicant_id"]),
        name=str(who["name"]),
        reference_region=who["reference_region"],
        cooperation=who["cooperation"],
        receipt=came,
        days_late=window.days_late(on) if came is Receipt.LATE else 0,
        expected=len(lines),
        received=received,
        actions=tuple(actions),
    )


def worst_first(applicants: Iterable[JudgedApplicant]) -> list[JudgedApplicant]:
    """Who needs the agency most: late first, then the most to judge, the most that fall short, the lowest figure."""
    receipts = list(Receipt)

    def key(one: JudgedApplicant) -> tuple[bool, int, int, int, Decimal, str]:
        ratios = [line.ratio for line in one.lines if line.ratio is not None]
        late = one.receipt is Receipt.LATE
        missing = one.expected - one.received if late else receipts.index(one.receipt)
        return not late, -missing if late else 0, -one.to_judge, -one.short, min(ratios, default=Decimal(1)), one.name

    return sorted(applicants, key=key)


def _figures_say(lines: Sequence[ReportedLine], period: Period, by_hand: bool, parameters: Parameters) -> FiguresSay:
    """A line that is known to be too low decides, whatever is missing beside it; what is missing decides nothing."""
    said = [line.falls_short(period, parameters) for line in lines]
    missing = any(line.realised is None for line in lines)
    if by_hand and not missing:
        return FiguresSay.BY_HAND
    if any(said):
        return FiguresSay.SHORT
    if missing or all(short is None for short in said):
        return FiguresSay.NO_FIGURE
    return FiguresSay.ENOUGH


def _after_half_year(found: FiguresSay, verdict: Verdict | None) -> Consequence:
    """No prolongation without the gate or a positive judgement; who passes the gate needs none."""
    if found is FiguresSay.ENOUGH or verdict is Verdict.POSITIVE:
        return Consequence.PROLONGED
    if verdict is Verdict.NEGATIVE:
        return Consequence.NOT_PROLONGED
    return Consequence.WAITS if found is FiguresSay.NO_FIGURE else Consequence.TO_JUDGE


def _after_year(found: FiguresSay, verdict: Verdict | None) -> Consequence:
    """The balance follows when the KPI is reached or the agency accepts the explanation."""
    if found is FiguresSay.ENOUGH or verdict is Verdict.POSITIVE:
        return Consequence.BALANCE
    if verdict is Verdict.NEGATIVE:
        return Consequence.AT_RISK
    return Consequence.WAITS if found is FiguresSay.NO_FIGURE else Consequence.TO_JUDGE
