"""Not yet."""


def page() -> None:
    """Nothing yet."""
