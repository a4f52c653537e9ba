"""The parts of the conversation's page."""
