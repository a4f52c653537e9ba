"""What happens by itself, day by day: looks at subscriptions, editions of topics, their delivery, alerts."""
