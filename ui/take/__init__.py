"""What a reader takes along: reports and workbooks, made on a click."""
