"""Writing what importers found. Readers of the API use none of it."""
