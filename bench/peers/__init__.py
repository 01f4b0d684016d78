"""Servers that give the same answers as Broadsheet, each written as its makers advise."""
