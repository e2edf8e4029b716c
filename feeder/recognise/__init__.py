"""Finds times, datelines, labels and links in text; never judges them."""
