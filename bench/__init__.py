"""Broadsheet beside other servers, on the same data, on one machine."""
