"""Figures for a paper: the numbers of a page, drawn by matplotlib. Needs the extra communique[plot]."""
