"""What a chat model adds to the gate: a second look at its sentences, and a second chance for those refused."""
