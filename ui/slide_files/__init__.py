"""The chosen slides as files: PowerPoint with charts that one can edit, and a PDF."""
