"""Where a reader reports that a figure is wrong: an address that whoever runs the server sets.

Without the setting no figure offers it. The browser writes the mail when somebody presses (ui/figure/figure.js), out
of what the foot of the figure already says.
"""

from __future__ import annotations

import re
from html import escape

from ui.reading import cached
from ui.server import settings

SETTING = "SAMENLEVEN_CORRECTIONS_TO"
# No `?`, `&` or `%`: the address stands in a link, and nothing else may come along with it.
MAIL = re.compile(r"[A-Za-z0-9.!#$'*+/=^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
LONGEST = 254  # signs of a mail address


def to() -> str | None:
    """The mail address for reports; None when it is not set. Raises SettingError on what is no mail address."""
    found = settings.words(SETTING)
    if not found:
        return None
    if len(found) > 1 or len(found[0]) > LONGEST or not MAIL.fullmatch(found[0]):
        raise settings.SettingError(f"De instelling {SETTING} moet één mailadres zijn, niet {' '.join(found)!r}.")
    return found[0]


def link(described_by: str) -> str:
    """The link in the foot of a figure, as HTML; nothing without the setting."""
    address = to()
    if address is None:
        return ""
    version = escape(cached.open_store().version)
    return f'<a href="mailto:{escape(address)}" data-report="{version}" {described_by}>Meld een fout</a>'


def invitation() -> str:
    """What *bronnen* says on reporting a mistake, as HTML."""
    address = to()
    if address is None:
        return "Dit dashboard heeft geen adres om fouten te melden: vraag het aan wie het u toont."
    mail = f'<a href="mailto:{escape(address)}">{escape(address)}</a>'
    return f"Klopt een cijfer niet? Elke figuur heeft een link <b>Meld een fout</b>. Of mail naar {mail}."
