"""The screen woordenlijst."""
