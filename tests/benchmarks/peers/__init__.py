"""What the usual frameworks give out of the box: one small file a framework, each run in `.venv-peers`."""
