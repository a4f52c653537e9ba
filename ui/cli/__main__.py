"""`python -m ui.cli`: the same as `briefing`."""

import sys

from ui.cli.main import main

sys.exit(main())
