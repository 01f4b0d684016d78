"""Articles, people and discussions as DEV's public API answers with them."""
