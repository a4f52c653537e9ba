"""Subscriptions: what an archive looks at again and again."""
