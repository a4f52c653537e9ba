"""What a web page tells of its article besides the text: in marks, and in what it shows."""
