"""The one HTML page in which every screen is drawn: Streamlit's own, made Dutch and ours; and what it may load."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from streamlit import file_util

from ui.server import served

INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
NO_SCRIPT = "Dit dashboard heeft JavaScript nodig: zet het aan in uw browser en laad de pagina opnieuw."


def page() -> bytes:
    """Streamlit's page with our language, title, icon and script, and without its pointers for programs.

    It also tells the page where the server is. Without that Streamlit tries every part of a deep link in turn, which
    costs a round trip and leaves errors in the console.

    Raises RuntimeError when Streamlit's page is no longer what is rewritten here.
    """
    here = f'<script>window.__streamlit = {{BACKEND_BASE_URL: location.origin + "{served.page("")}"}};</script>'
    # After Streamlit's own styles, so that ours count where both say something.
    style = f'<link rel="stylesheet" href="{served.url(served.STYLE)}">'
    ours = f'{style}<script type="module" src="{served.url(served.PAGE_SCRIPT)}"></script>'
    text = (static_folder() / "index.html").read_text(encoding="utf-8")
    for old, new in (
        (r'<html lang="en">', '<html lang="nl">'),
        (r'href="\./favicon\.png"', f'href="{served.url(served.ICON)}"'),
        (r"<title>Streamlit</title>", f"<title>Samenleven</title>{here}"),
        (r'<!--(?:(?!-->).)*-->\s*<link rel="service-desc"[^>]*>', ""),  # its interface for programs is closed here
        (r"<noscript>.*</noscript>", f"<noscript><p>{NO_SCRIPT}</p></noscript>"),
        (r"</body>", f"{ours}</body>"),
    ):
        text, found = re.subn(old, lambda _, new=new: new, text, flags=re.DOTALL)  # type: ignore[misc]
        if found != 1:
            raise RuntimeError(f"Streamlit's page has {found} times {old!r}, not once: look at ui/hooks/shell.py")
    return text.encode()


def policy(page: bytes, ancestors: tuple[str, ...]) -> str:
    """The Content-Security-Policy under which everything works; `ancestors` says who may show us in a frame.

    No script but our own files and the inline scripts of `page`, by hash; `blob:` is how Streamlit loads the script of
    a component (our map). Compiling WebAssembly is not allowed: nothing here needs it.
    """
    hashes = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in INLINE.findall(page))
    allowed = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", "blob:", *(f"'sha256-{one}'" for one in hashes)]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "blob:",
        "frame-src": "'self'",  # an embed, to see how tall it is
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": " ".join(ancestors),
    }
    return "; ".join(f"{name} {sources}" for name, sources in allowed.items())


@cache
def static_folder() -> Path:
    """The folder of Streamlit's own files for the browser."""
    return Path(file_util.get_static_dir())
