"""The look: colours, tables, definitions, downloads."""
