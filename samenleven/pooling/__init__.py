"""Regional pooling: which local authorities can apply together, and what is the best division.

`judge` one cooperation, `divide` a region, ask what a `leave` or a join does, see what is `robust`.
Values in, values out: thresholds and figures come from the caller.
"""

from samenleven.pooling.changes import (
    Departure,
    Helper,
    Holds,
    JoinOption,
    LeftAlone,
    Robustness,
    Weighing,
    join_options,
    leave,
    left_alone,
    robust,
)
from samenleven.pooling.divide import divide, divide_all
from samenleven.pooling.rules import Context, judge
from samenleven.pooling.types import (
    Authority,
    Border,
    Check,
    Criterion,
    Division,
    Judgement,
    Objective,
    Outcome,
    PoolingError,
    Settings,
)

__all__ = [
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
    "Objective",
    "Outcome",
    "PoolingError",
    "Robustness",
    "Settings",
    "Weighing",
    "divide",
    "divide_all",
    "join_options",
    "judge",
    "leave",
    "left_alone",
    "robust",
]
