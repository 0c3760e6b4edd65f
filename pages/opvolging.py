"""Opvolging: the agency sees who reported and who is late, confirms figures and decides."""

from __future__ import annotations

from ui.followup import followup_screen as screen
from ui.frame import page as frame
from ui.login import person

screen.show(frame.page("Opvolging"), person.here())
