"""The checks of the gate, one kind of claim each."""
