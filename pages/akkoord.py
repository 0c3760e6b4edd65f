"""Akkoord: the agency enters or corrects an agreement."""

from __future__ import annotations

from ui.agreement import agreement_screen as screen
from ui.frame import page as frame
from ui.login import person

screen.show(frame.page("Akkoord"), person.here())
