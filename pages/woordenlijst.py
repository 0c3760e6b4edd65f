"""Woordenlijst: every word that the dashboard uses, with what it means."""

from __future__ import annotations

from ui.frame import block
from ui.frame import page as frame
from ui.glossary import glossary_screen as screen

head, found = screen.html(frame.page("Woordenlijst"))
block.show(head, "woordenlijst_kop")
block.show(found, "woordenlijst")
