"""One measure from close by, opened in its own row: what it counts, three years, who reported, and each applicant."""

from __future__ import annotations

from html import escape

from samenleven import dutch
from samenleven.attainment import Attainment
from samenleven.catalogue import Action, Family, Measure
from ui.figure import object as shown
from ui.filters.address import Address
from ui.goals import dots
from ui.goals.goals_choice import Choice, OneMeasure
from ui.look import definition, theme
from ui.reading import provenance, reads

APPLICANTS, OVER_YEARS = "per-indiener", "indieners-per-jaar"


def html(one: OneMeasure, choice: Choice, address: Address) -> str:
    """What stands below the row of a measure."""
    measure = next(found for found in reads.measures() if found.measure_id == one.now.measure)
    action = next(found for found in reads.actions() if found.action_id == measure.action_id)
    return (
        f'<div class="gl-close"><div class="gl-trend">{_trend(one, choice)}{_notes(one.now, choice)}</div>'
        f'<div class="gl-means">{meaning(measure, action)}</div>'
        f"<div class='gl-more'>{_applicants(measure, choice, address)}</div></div>"
    )


def _trend(one: OneMeasure, choice: Choice) -> str:
    """Every year as a bar against what was asked, with kind and date."""
    most = max((float(value) for row in one.years.values() for value in (row.realised, row.target) if value), default=0)
    rows = "".join(_year(year, row, most) for year, row in sorted(one.years.items()))
    return (
        '<table class="gl-years"><thead><tr><th scope="col">jaar</th><th scope="col"><span class="unseen">balk</span>'
        '</th><th scope="col">behaald</th>'
        f'<th scope="col">{"afgesproken" if choice.family is Family.CALL else "gevraagd"}</th>'
        '<th scope="col">doelbereik</th>'
        f'<th scope="col">soort en datum</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _year(year: int, row: Attainment, most: float) -> str:
    def number(value: object) -> str:
        if dutch.is_missing(value):
            return "–"
        return dutch.percent(float(str(value))) if row.unit == "aandeel" else dutch.number(float(str(value)))

    kind = row.kind if row.realised is not None else row.target_kind
    word = theme.kind_word(kind) if kind else "–"
    if row.realised is None and kind is not None:
        word += " doel"
    said = f"{word}, {dutch.day(row.reference_date)}" if row.reference_date else word
    ratio = (
        f'<span class="c-{dots.colour(row.status)}">{dots.percent(row.ratio)}</span>' if row.ratio is not None else "–"
    )
    return (
        f'<tr><th scope="row">{year}</th><td class="gl-bar">{_bar(row, most)}</td>'
        f'<td class="num">{number(row.realised)}</td><td class="num">{number(row.target)}</td>'
        f'<td class="num">{ratio}</td>'
        f"<td>{said}</td></tr>"
    )


def _bar(row: Attainment, most: float) -> str:
    """What was realised as a bar, and a line at what was asked."""
    if not most:
        return ""
    hatched = " ex" if row.kind == "example" else ""
    done = 100 * float(row.realised) / most if row.realised is not None else 0
    bar = f'<i class="c-{dots.colour(row.status)}{hatched}" style="width:{done:.1f}%"></i>' if done else ""
    line = f'<u style="left:{100 * float(row.target) / most:.1f}%"></u>' if row.target else ""
    return f'<span aria-hidden="true">{bar}{line}</span>'


def _notes(row: Attainment, choice: Choice) -> str:
    """What must be said of the figure of the chosen year: who reported, what was promised, what stays open."""
    said = []
    if row.remark:
        said.append(f"Jaar {choice.year}: {row.remark}.")
    if (
        row.promised is not None
        and row.target is not None
        and row.promised != row.target
        and choice.family is Family.CALL
    ):
        said.append(
            f"Beloofd is {dutch.number(row.promised)}; het doelbereik vergelijkt met wat de besturen beloofden die "
            f"rapporteerden, {dutch.number(row.target)}."
        )
    if row.below_half_year_gate:
        share = reads.parameters().number("half_year_gate", reads.today())
        said.append(f"◔ Halfweg het jaar onder {dutch.percent(share)} van de afspraak.")
    if row.target_reading:
        said.append(f"{row.target_reading}.")
    return "".join(f'<p class="small">{escape(one)}</p>' for one in said)


def meaning(measure: Measure, action: Action) -> str:
    """What a measure counts, in what, for whom, how it adds up, and where that stands."""
    rows = {
        "Telt": measure.component,
        "Definitie": action.kpi_definition,
        "Eenheid": measure.unit,
        "Voor wie": action.target_group,
        "Optellen": definition.ADDS_UP[measure.kind],
        "Let op": measure.note,
        "Mentor": action.mentor,
    }
    listed = "".join(f"<div><dt>{name}</dt><dd>{escape(text)}</dd></div>" for name, text in rows.items() if text)
    example = _example(action.action_id)
    source = escape(reads.short_titles().get(measure.source_id, measure.source_id))
    return (
        f"<dl>{listed}{example}<div><dt>Bron</dt><dd>{source}; in het plan 2021 is dit project {action.plan_number}."
        "</dd></div></dl>"
    )


def _example(action_id: int) -> str:
    """The example that the plan gives of an action, and the city that calls itself its mentor."""
    titles = reads.register("project_title")
    found = reads.records(titles[titles["action_id"] == action_id])
    if not found:
        return ""
    name, url, city = (found[0][key] for key in ("example_name", "example_url", "mentor_city"))
    words = escape(str(name or url or ""))
    link = f'<a href="{escape(str(url))}" target="_blank" rel="noreferrer">{words}</a>' if url else words
    example = f"<div><dt>Voorbeeld</dt><dd>{link}</dd></div>" if words else ""
    own = "<dt>Mentor volgens de stad zelf</dt>"
    return example + (f"<div>{own}<dd>{escape(str(city))}</dd></div>" if city else "")


def _applicants(measure: Measure, choice: Choice, address: Address) -> str:
    """Each applicant, opened in place: in the chosen year, and over the years; with the files of both."""
    here = Address(address.screen, (*[(k, v) for k, v in address.values if k != "kpi"], ("kpi", measure.measure_id)))
    counted = reads.counts_through().get(measure.measure_id, measure.measure_id)
    known = any(row.measure == counted for row in reads.attainment_by_authority(choice.year, choice.shown))
    link = f'<button type="button" data-copy="{escape(here.link())}#kpi-{measure.measure_id}">Link</button>'
    said = _origin(measure, choice, address)
    if not known:
        none = (
            "Per indiener is hier niets gepubliceerd."
            if choice.shown.only_official
            else "Per indiener is niets bekend."
        )
        return f'<div class="foot">{said}<span>{none}</span><span class="take">{link}</span></div>'
    return (
        f'<div class="foot">{said}<span class="take">{_table(here, APPLICANTS, "Per indiener")}'
        f'{_files(here, APPLICANTS)}{link}</span></div><div class="table" data-keep hidden></div>'
        f'<div class="foot"><span>Elke indiener in elk projectjaar</span><span class="take">'
        f"{_table(here, OVER_YEARS, 'Over de jaren')}{_files(here, OVER_YEARS)}</span></div>"
        '<div class="table" data-keep hidden></div>'
    )


def _origin(measure: Measure, choice: Choice, address: Address) -> str:
    rows = [
        row
        for row in reads.attainment(choice.year, choice.shown)
        if row.measure == measure.measure_id and (row.realised is not None or row.target is not None)
    ]
    if not rows:
        return ""
    row = rows[0]
    named = ", ".join(dict.fromkeys(one for one in (row.source_id, row.target_source_id) if one))
    data = reads.frame([row]).assign(source_id=named, kind=row.kind if row.realised is not None else None)
    return shown.sources(provenance.of(data, columns=("source_id",)), address)


def _table(here: Address, name: str, text: str) -> str:
    link = escape(here.file(name, "tabel"))
    return f'<button type="button" data-table="{link}" aria-expanded="false">{text}</button>'


def _files(here: Address, name: str) -> str:
    links = "".join(
        f'<a href="{escape(here.file(name, form))}" data-file download>{text}</a>' for form, text in shown.FORMS.items()
    )
    return f'<details class="menu"><summary>CSV</summary><div>{links}</div></details>'
