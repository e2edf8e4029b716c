"""A section's entries to its files: bytes become a generation first, files second; nothing changes without news.

heads      which entries a feed carries, and its head
archives   what has left the feed, in documents that stay as they are
section    render, commit, write: one section, and the overview of all
files      generations to files, under the folder's lock
"""
