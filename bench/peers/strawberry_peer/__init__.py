"""Strawberry as most people use it, with every switch that makes it faster."""
