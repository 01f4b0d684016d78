"""What people give to programs that act for them."""
