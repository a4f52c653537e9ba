"""How often the page looks at what is under way, in seconds: an answer, a briefing, an addition, a run of prompts."""

ANSWER = 0.4
BRIEFING = 0.5
ADDITION = 0.7
EVALUATION = 1.0
CONVERSATION = 3.0  # another tab may go on with it
