"""The screen *rapporteren*: a local authority sends in what it reached."""
