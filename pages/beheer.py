"""Beheer: roles, the audit trail and names, for the agency and the administrator."""

from __future__ import annotations

from ui.admin import admin_screen as screen
from ui.frame import page as frame

screen.draw(frame.page("Beheer"))
