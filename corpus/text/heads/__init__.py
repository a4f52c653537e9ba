"""What stands at the head of a text and is none of its words."""
