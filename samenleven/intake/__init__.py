"""The ways in: a form, a workbook or a CSV becomes rows of text that say where they stood; others judge what they mean.

The only room below the store that knows file formats (pyarrow, openpyxl, xlsxwriter): bytes in, rows out, and back.
"""
