"""Measured things: invented programmes of any size and shape, and what the engine makes of them."""
