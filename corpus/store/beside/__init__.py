"""What an archive keeps beside its articles."""
