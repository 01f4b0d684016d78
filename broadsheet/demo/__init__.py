"""A small publication to look at before there is one of your own, and how it goes away again."""
