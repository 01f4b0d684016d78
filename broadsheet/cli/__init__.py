"""The commands of the console script: one module for each, or for each group of them."""
