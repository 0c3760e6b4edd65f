"""The screen *woordenlijst* as HTML: one search, and every word with its meaning under an address of its own."""

from __future__ import annotations

from html import escape
from itertools import groupby

from samenleven import dutch, search
from samenleven.findings import sources as findings
from ui.figure import object as shown
from ui.filters.address import Address
from ui.glossary import words

ASK = "zoek"
FIRST = "Kernbegrippen"
SHORT = 25  # words; a longer section starts closed


def html(address: Address) -> tuple[str, str]:
    """The headline with the search, and the words that it finds."""
    question = (address.get(ASK) or "")[: search.LONGEST]
    every = words.entries()
    found = [every[place] for place in sorted(search.found([one.text for one in every], question))]
    asked = bool(question.strip())
    said = findings.hits(len(found), question) if asked else "Zoek een woord, of open een lijst."
    field = (
        f'<search class="wo-search"><input id="zoek-woord" type="search" data-param="{ASK}" data-live '
        f'value="{escape(question)}" maxlength="{search.LONGEST}" autocomplete="off" spellcheck="false" '
        'placeholder="Zoek een woord, bijvoorbeeld: doelbereik" aria-label="Zoek een woord"></search>'
    )
    head = shown.headline("Woordenlijst", f"{dutch.number(len(every))} woorden, elk met één betekenis per lijst.")
    return f'{head}{field}<p class="small" role="status">{escape(said)}</p>', _sections(found, asked)


def _sections(found: list[words.Word], asked: bool) -> str:
    if not found:
        return shown.empty("Geen enkel woord past hierbij.", "Zoek op een deel ervan, of maak het zoekveld leeg.")
    parts = []
    for title, group in groupby(found, key=lambda one: one.section):
        rows = list(group)
        opened = " open" if asked or title == FIRST or len(rows) <= SHORT else ""
        lines = "".join(f'<dt id="w-{one.key}">{escape(one.word)}</dt><dd>{escape(one.meaning)}</dd>' for one in rows)
        parts.append(
            f'<details class="wo" id="l-{rows[0].key}"{opened}><summary><h2>{escape(title)}</h2> '
            f"{dutch.counted(len(rows), 'woord', 'woorden')}</summary><dl>{lines}</dl></details>"
        )
    return "".join(parts)
