"""Bringing content from elsewhere: one package for each source, a receipt for all."""
