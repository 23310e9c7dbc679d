"""Polls feeds politely: the only part of the program that asks others for anything (``watch``)."""
