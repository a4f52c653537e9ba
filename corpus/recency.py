"""How much a passage's day of publication weighs for a question's time."""

from datetime import date

from corpus.evidence import Query

# A text on an event is often published later, so the window that was read out of a question ends GRACE days late; one
# without a beginning ('before the summit') ends when it says, since what came after is what it leaves out.
# Outside it the weight falls towards 1 - WINDOW_SHARE, half of the way every WINDOW_HALF_LIFE days:
# docs/decisions/004-time.md.
GRACE = 21
WINDOW_SHARE = 0.5
WINDOW_HALF_LIFE = 30
# News of the day: the weight falls with age, half of the way towards RECENT_FLOOR every RECENT_HALF_LIFE days.
RECENT_HALF_LIFE = 14
RECENT_FLOOR = 0.5


def time_weight(day: str, query: Query) -> float:
    """A factor in (0, 1]: 1 inside the preferred window, or on the as-of day of a question about the day's news."""
    weight = 1.0
    if query.prefer is not None:
        gap = _days_outside(day, *query.prefer)
        weight *= 1 - WINDOW_SHARE * (1 - 0.5 ** (gap / WINDOW_HALF_LIFE))
    if query.recent:
        age = max(0, _number(query.scope.horizon) - _number(day))
        weight *= RECENT_FLOOR + (1 - RECENT_FLOOR) * 0.5 ** (age / RECENT_HALF_LIFE)
    return weight


def _days_outside(day: str, since: str | None, until: str | None) -> int:
    if since is not None and day < since:
        return _number(since) - _number(day)
    return max(0, _number(day) - _number(until) - (GRACE if since is not None else 0)) if until is not None else 0


def is_within(day: str, query: Query) -> bool:
    """Whether a day of publication lies in the one time that a question is about, and newer is not better."""
    since, until = query.within or (None, None)
    return query.within is not None and not query.recent and (since or day) <= day <= (until or day)


def _number(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()
