"""Evidence made into drafts: by quoting, or by a chat model."""
