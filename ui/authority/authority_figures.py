"""The figures of this screen, each a function of its address."""

from __future__ import annotations

from ui.authority import agreement_figures, money_figure, offer_figure, partner_figures, peer_figures, people_figures
from ui.figure.model import figure

SCREEN = "gemeente"

agreements = figure("gemeente-afspraken", SCREEN)(agreement_figures.agreements)
half_year = figure("gemeente-halfweg", SCREEN)(agreement_figures.half_year)
money = figure("gemeente-geld", SCREEN)(money_figure.money)
peers = figure("gemeente-gelijken", SCREEN)(peer_figures.peers)
mentors = figure("gemeente-mentoren", SCREEN)(peer_figures.mentors)
people = figure("gemeente-mensen", SCREEN)(people_figures.people)
published = figure("gemeente-gepubliceerd", SCREEN)(people_figures.published)
missing = figure("gemeente-tekort", SCREEN)(partner_figures.missing)
sets = figure("gemeente-partners", SCREEN)(partner_figures.sets)
asks = figure("gemeente-vragen", SCREEN)(offer_figure.asks)
