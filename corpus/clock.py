"""The day that it is, for whatever must not believe in days that lie ahead."""

from datetime import UTC, date, datetime, timedelta

# Nothing can be read before the program was made: a machine whose clock has stopped would take all articles for future.
_EARLIEST = date(2026, 11, 1)


def today() -> str:
    """The day in UTC, `YYYY-MM-DD`."""
    return max(datetime.now(UTC).date(), _EARLIEST).isoformat()


def last_day(day: str) -> str:
    """The last day on which anything can have been published, seen from that day: the next, for the sake of time zones."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
