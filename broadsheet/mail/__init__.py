"""Sends the letters that wait: words, form, ways out, and the loop that takes them."""
