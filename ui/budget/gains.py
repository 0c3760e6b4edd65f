"""Who loses and who wins, as rows with a bar; the scale of the bars is the same for every scenario."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from samenleven import dutch
from samenleven.findings import budget as findings
from samenleven.findings.budget import Applicant

NAMED, FEW = 6, 3
SCALE = 0.75  # the change, as a share, at which a bar is full


def picture(applicants: Sequence[Applicant], *, made_up: bool) -> str:
    """Losers first, those with the largest share of loss on top; many with the same share are counted."""
    moved = [one for one in applicants if findings.signed(one.share) != "gelijk"]
    down = sorted((one for one in moved if one.share < 0), key=lambda one: (one.share, one.change))
    up = sorted((one for one in moved if one.share > 0), key=lambda one: (-one.share, -one.change))
    parts = [_side(down, "verliest", made_up=made_up), _side(up, "wint", made_up=made_up)]
    same = len(applicants) - len(moved)
    if same and moved:
        parts.append(f"<p>{dutch.counted(same, 'indiener krijgt', 'indieners krijgen')} {findings.MODEL} evenveel.</p>")
    return f'<div class="bg-gains">{"".join(parts)}</div>'


def _side(moved: Sequence[Applicant], verb: str, *, made_up: bool) -> str:
    if not moved:
        return f"<h3>{verb}</h3><p>niemand</p>"
    if len(moved) > NAMED and len({findings.signed(one.share) for one in moved}) == 1:
        return f"<h3>{verb}</h3>{_together(moved, made_up=made_up)}"
    top, rest = moved[:NAMED], moved[NAMED:]
    drawn = "".join(_row(one, made_up=made_up) for one in top)
    head = f"{verb} het meest" if rest else verb
    if not rest:
        return f"<h3>{head}</h3>{drawn}"
    last = findings.signed(rest[-1].share)
    equal = [one for one in rest if findings.signed(one.share) == last]
    if len(equal) > FEW:
        least = _together(equal, made_up=made_up)
    else:
        least = "".join(_row(one, made_up=made_up) for one in rest[-FEW:])
    between = len(rest) - (len(equal) if len(equal) > FEW else min(FEW, len(rest)))
    middle = f"<p>daartussen {dutch.counted(between, 'andere', 'andere')}: zie de tabel</p>" if between else ""
    return f"<h3>{head}</h3>{drawn}{middle}<h3>{verb} het minst</h3>{least}"


def _together(equal: Sequence[Applicant], *, made_up: bool) -> str:
    """Many with the same share: how many, and the first of them by name."""
    last = equal[-1].share
    return (
        f'<span class="n">{len(equal)} indieners, elk</span><span></span><b class="e">{findings.signed(last)}</b>'
        f"{_bar(last, made_up=made_up)}<p>waaronder {escape(dutch.listed([one.name for one in equal[:FEW]]))}</p>"
    )


def _row(one: Applicant, *, made_up: bool) -> str:
    share = findings.signed(one.share) if one.before else "nieuw"
    return (
        f'<span class="n">{escape(one.name)}</span><span class="e">{dutch.signed_euro(one.change)}</span>'
        f'<b class="e">{share}</b>{_bar(one.share, made_up=made_up)}'
    )


def _bar(share: float, *, made_up: bool) -> str:
    kind = "less" if share < 0 else "more"
    return f'<i class="{kind}{" ex" if made_up else ""}" style="width:{min(100.0, 100 * abs(share) / SCALE):.1f}%"></i>'
