"""Privacy: which names are kept, how long, and how they are erased."""

from __future__ import annotations

from ui.admin import privacy_screen as screen
from ui.frame import block
from ui.frame import page as frame

block.show(screen.html(frame.page("Privacy")), "privacy")
