"""A community of any size, made up, and put into a database of its own."""
