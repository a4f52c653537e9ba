"""The tree of errors that this project raises on purpose.

BriefingError
├── CallError      the call, or the whole input, is wrong (exit status 2); also a ValueError
│   └── Rejected   one article or source cannot be taken; the rest of the work goes on
└── WorkError      the call was right, the work failed (exit status 1)
    └── Unwritable the disk has no room, or this account no right to write; what is stored can be read
"""


class BriefingError(Exception):
    """Base of every error whose text is meant for a person: one line, what happened and what to do."""


class CallError(BriefingError, ValueError):
    """The call, or the whole input, is wrong; nothing was done."""


class Rejected(CallError):
    """One article or source cannot be taken, for the reason in its text."""


class WorkError(BriefingError):
    """The call was right, but the work failed; what was there before is kept."""


class Unwritable(WorkError):
    """The disk has no room, or this account has no right to write; what is stored can still be read."""
