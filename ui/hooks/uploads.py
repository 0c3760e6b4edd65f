"""Files that a visitor hands in: only while the page asks for one; the server refuses others (ui/server/door.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

REMEMBERED = 10_000  # sessions; who left long ago is forgotten

_asking: dict[str, str] = {}  # session to the page on which it was asked for a file


def field(label: str, types: Sequence[str], key: str) -> UploadedFile | None:
    """A field for one file; from now on this session may send files, until it opens another page."""
    if context := get_script_run_ctx():
        _asking.pop(context.session_id, None)
        _asking[context.session_id] = context.page_script_hash
        while len(_asking) > REMEMBERED:
            _asking.pop(next(iter(_asking)), None)
    return st.file_uploader(label, type=types, key=key)


def arrive() -> None:
    """A page is opened: what another page asked of this session no longer holds."""
    context = get_script_run_ctx()
    if context and _asking.get(context.session_id) != context.page_script_hash:
        _asking.pop(context.session_id, None)


def is_asked(session: str) -> bool:
    """Whether the page that this session looks at asks for a file."""
    return session in _asking


def make_room(session: str, most: int) -> int:
    """Let the oldest files of a session go until one more fits in `most`; gives how many files there are in all."""
    manager = runtime.get_instance().uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    held = list(manager.file_storage.get(session, ()))
    for one in held[: len(held) - most + 1]:
        manager.remove_file(session, one)
    return sum(len(files) for files in list(manager.file_storage.values()))
