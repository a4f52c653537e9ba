"""How somebody's line on a matter changed: whose words and deeds tell it, and where they turn."""
