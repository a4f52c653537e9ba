"""What happens day by day: editions, delivery, alerts."""
