"""Doelstellingen: goals, then actions, then measures, with target, result, status and trend."""

from __future__ import annotations

from ui.frame import block
from ui.frame import page as frame
from ui.goals import goals_screen as screen

address = frame.page("Doelstellingen")
head, filters, plot = screen.html(address)
block.show(head, "doelstellingen_kop")
if filters:
    block.show(filters, "doelstellingen_filters")
block.show(plot, "doelstellingen")
