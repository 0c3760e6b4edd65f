"""A scenario as text: compact in an address, readable in a TOML file. Reading gives the dictionary that `parse` checks.

In an address: keys and values by turns, `threshold_alone~5000~budget.2~15000000`. Keys are those of the file, a table
and its key joined by a dot; none of the signs needs an escape there. What equals the baseline is left out.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from samenleven.budget.scenario import Scenario, flatten
from samenleven.budget.settings import TEXTS, Key, Numbers, key_of, named
from samenleven.errors import SamenlevenError

SEPARATOR = "~"
LONGEST = 4000
"""Longer than any scenario of ours: a longer text is no link of this dashboard."""
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
HEAD = "# Scenario van het dashboard Samenleven: verschillen met het uitgangspunt. Uitkomsten zijn modeluitkomsten.\n"


def nest(flat: Mapping[str, Any]) -> dict[str, Any]:
    """The reverse of `flatten`: paths with a dot become tables."""
    source: dict[str, Any] = {}
    for path, value in flat.items():
        table, dot, key = path.partition(".")
        if dot and named(Numbers, table):
            source.setdefault(table, {})[key] = value
        else:
            source[path] = value
    return source


def encode(differences: Mapping[Key, Any]) -> str:
    """Differences as the text of an address, always in the same order."""
    by_path = {str(key): value for key, value in differences.items()}
    parts = [str(part).replace(SEPARATOR, " ") for path in sorted(by_path) for part in (path, by_path[path])]
    return SEPARATOR.join(parts)


def as_text(scenario: Scenario) -> str:
    """A whole scenario as the text of an address, with what it says of itself."""
    return encode({key_of(path): value for path, value in flatten(scenario.as_dict()).items()})


def keyed(text: str) -> dict[Key, Any]:
    """The text of an address that was checked before, by key."""
    return {key_of(path): value for path, value in decode(text).items()}


def decode(text: str) -> dict[str, Any]:
    """The text of an address as differences by path; numbers are numbers, the rest stays text. Not checked yet.

    Raises SamenlevenError for a text that no scenario of ours gives.
    """
    if not text:
        return {}
    parts = text.split(SEPARATOR)
    if len(text) > LONGEST or len(parts) % 2 or len(set(parts[::2])) < len(parts) // 2:
        raise SamenlevenError("De tekst van het scenario is niet volledig of staat dubbel. Kopieer de hele link.")
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return {path: value if path in TEXTS else _typed(value) for path, value in pairs}


def _typed(text: str) -> Any:
    if not NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def to_toml(scenario: Scenario) -> str:
    """A scenario as a TOML file, read back to the same scenario."""
    plain = scenario.as_dict()
    single = [f"{key} = {_literal(value)}" for key, value in plain.items() if not isinstance(value, Mapping)]
    tables = [
        "\n".join([f"\n[{key}]", *(f"{json.dumps(name)} = {_literal(one)}" for name, one in value.items())])
        for key, value in plain.items()
        if isinstance(value, Mapping)
    ]
    return HEAD + "\n".join([*single, *tables]) + "\n"


def _literal(value: Any) -> str:
    if isinstance(value, str):
        allowed = "".join(sign if sign.isprintable() else " " for sign in value)
        return json.dumps(allowed.encode("utf-8", "replace").decode("utf-8"), ensure_ascii=False)
    return str(value)


def from_toml(text: str) -> dict[str, Any]:
    """The dictionary in a TOML file.

    Raises SamenlevenError naming the line that cannot be read.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line ([0-9]+)", str(error))
        where = f"Regel {found[1]}" if found else "Het einde"
        raise SamenlevenError(
            f"Het scenario is geen leesbare TOML. {where} klopt niet: schrijf 'sleutel = waarde', elk één keer."
        ) from error
    except RecursionError as error:
        raise SamenlevenError("Het scenario is geen leesbare TOML: er zitten te veel haakjes in elkaar.") from error
