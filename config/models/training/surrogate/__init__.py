"""Training, export and description of the surrogates of the simulations in transport. See ../README.md."""
