"""Beam-transport simulations in numpy: a synthetic H- LEBT and the SNS MEBT. See ../README.md."""

VERSION = "1.0.0"
