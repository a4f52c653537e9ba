"""An article as it is quoted: sentence by sentence."""
