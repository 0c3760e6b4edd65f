"""The ledger: what local authorities and the agency recorded, as files that are only ever added to.

`book` writes and reads the files, `columns` ties them to `samenleven.reporting.records`, `overlay` lays the ledger over
a build of data/, `state` answers questions about what is recorded. Why so: docs/decisions/0019-ledger.md.
"""

from samenleven.errors import LedgerError
from samenleven.store.ledger.book import Conflict, Ledger

__all__ = ["Conflict", "Ledger", "LedgerError"]
