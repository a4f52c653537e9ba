"""How the weights that ship with the package are made: data written for it, training, export."""
