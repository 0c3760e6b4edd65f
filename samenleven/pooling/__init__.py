"""Regional pooling: which local authorities can apply together, and what is the best division.

`judge` one cooperation, ask what a `leave` or a join does, see what is `robust`.
Values in, values out: thresholds and figures come from the caller.
"""

from samenleven.pooling.changes import (
    Departure,
    Helper,
    Holds,
    JoinOption,
    LeftAlone,
    Robustness,
    join_options,
    leave,
    left_alone,
    robust,
)
from samenleven.pooling.rules import Context, judge
from samenleven.pooling.types import (
    Answer,
    Authority,
    Border,
    Check,
    Criterion,
    Division,
    Judgement,
    PoolingError,
    PoolingObjective,
    Settings,
)

__all__ = [
    "Answer",
    "Authority",
    "Border",
    "Check",
    "Context",
    "Criterion",
    "Departure",
    "Division",
    "Helper",
    "Holds",
    "JoinOption",
    "Judgement",
    "LeftAlone",
    "PoolingError",
    "PoolingObjective",
    "Robustness",
    "Settings",
    "join_options",
    "judge",
    "leave",
    "left_alone",
    "robust",
]
