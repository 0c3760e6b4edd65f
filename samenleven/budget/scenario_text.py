"""A scenario as text: compact in an address, readable in a TOML file. Reading gives the dictionary that `parse` checks.

In an address: keys and values by turns, `threshold_alone~5000~budget.2~15000000`. Keys are those of the file, a table
and its key joined by a dot; none of the signs needs an escape there. What equals the baseline is left out.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from samenleven import file_text
from samenleven.budget.scenario import Scenario, flatten
from samenleven.budget.settings import MOST_DECIMALS, MOST_DIGITS, TEXTS, Key, Numbers, key_of, named, plain_text
from samenleven.errors import Fault, SamenlevenError

SEPARATOR = "~"
LONGEST = 20_000
"""Signs in an address: more than a scenario has that changes all there is to change. Longer is no link of ours."""
LARGEST_FILE = 100_000
"""Bytes in a file."""
LONGEST_LINE = 1000
"""Signs on a line of a file: the time to read `a.a.a...` grows with the square of its length."""
NUMBER = re.compile(rf"-?[0-9]{{1,{MOST_DIGITS}}}(\.[0-9]{{1,{MOST_DECIMALS}}})?")
WORDS = {"true": True, "false": False}
HEAD = "# Scenario van het dashboard Samenleven: verschillen met het uitgangspunt. Uitkomsten zijn modeluitkomsten.\n"


def nest(flat: Mapping[str, Any]) -> dict[str, Any]:
    """The reverse of `flatten`: paths with a dot become tables.

    Raises SamenlevenError for a name that is a number and a table at once.
    """
    source: dict[str, Any] = {}
    tables: dict[str, dict[str, Any]] = {}
    for path, value in flat.items():
        table, dot, key = path.partition(".")
        if dot and named(Numbers, table):
            tables.setdefault(table, {})[key] = value
        else:
            source[path] = value
    if both := sorted(source.keys() & tables):
        raise SamenlevenError(f"'{both[0]}' staat er als één getal en als tabel. Kopieer de hele link opnieuw.")
    return source | tables


def encode(differences: Mapping[Key, Any]) -> str:
    """Differences as the text of an address, always in the same order."""
    by_path = pairs(differences)
    return SEPARATOR.join(part for path in sorted(by_path) for part in (path, by_path[path]))


def pairs(differences: Mapping[Key, Any]) -> dict[str, str]:
    """Path and value of every difference as they stand in an address."""
    return {str(key): _written(value) for key, value in differences.items()}


def _written(value: Any) -> str:
    """A number without an exponent, so that `_typed` reads it back; a text without our separator."""
    return f"{Decimal(str(value)):f}" if isinstance(value, float | Decimal) else plain_text(str(value))


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
    by_path = zip(parts[::2], parts[1::2], strict=True)
    return {path: value if path in TEXTS else _typed(value) for path, value in by_path}


def _typed(text: str) -> Any:
    if not NUMBER.fullmatch(text):
        return WORDS.get(text, text)
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
    return json.dumps(plain_text(value), ensure_ascii=False) if isinstance(value, str) else str(value)


def from_file(content: bytes, file: str) -> dict[str, Any]:
    """The dictionary in the bytes of a TOML file, from the command line or a page.

    Raises SamenlevenError when it is too large or no text, and naming the line that cannot be read.
    """
    return from_toml(file_text.text(content, file, LARGEST_FILE), file)


def from_toml(text: str, file: str = "scenario") -> dict[str, Any]:
    """The dictionary in the text of a TOML file. Raises as `from_file`."""
    lines = text.split("\n")
    long = next((number for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE), None)
    if long:
        raise _unreadable(file, long, f"de regel is langer dan {LONGEST_LINE} tekens")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line ([0-9]+)", str(error))
        raise _unreadable(file, int(found[1]) if found else len(lines), "wat hier staat klopt niet") from error
    except RecursionError as error:
        raise _unreadable(file, None, "er zitten te veel haakjes in elkaar") from error
    except ValueError as error:  # a whole number of thousands of digits, or a day that does not exist
        raise _unreadable(file, None, "een getal of datum bestaat niet of is te groot") from error


def _unreadable(file: str, row: int | None, what: str) -> SamenlevenError:
    remedy = "Schrijf op elke regel 'sleutel = waarde', elke sleutel één keer."
    return SamenlevenError(str(Fault(file, row, f"Dit is geen leesbare TOML: {what}.", remedy)))
