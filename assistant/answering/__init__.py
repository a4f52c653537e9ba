"""An answer on its way: what is known of it so far, several questions in one, and a briefing as an answer."""
