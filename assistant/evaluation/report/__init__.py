"""The report of a run: figures, tables and pages."""
