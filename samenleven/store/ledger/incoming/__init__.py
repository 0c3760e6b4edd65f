"""One check for every way in: rows of text become rows for the ledger, or a reason in Dutch for each that is wrong.

`reports` and `agreements` judge what came in (`samenleven.intake.handed`) against what is `known`, in one pass of SQL.
"""
