"""People who were imported, and those who say to be them."""
