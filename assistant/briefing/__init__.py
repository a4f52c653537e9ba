"""Briefings: a topic or a period told in sections, each sentence tied to its words."""
