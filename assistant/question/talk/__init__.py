"""What of a conversation a follow-up takes over."""
