"""What a briefing is made of: sentences with their days, made events and positions, weighed, with how sure they are."""
