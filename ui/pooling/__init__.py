"""The screen *samenwerking*: filters, what is possible, known cooperations, and a division by hand."""
