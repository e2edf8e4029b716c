"""When was a story published: windows, ranked evidence, folding, freezing, learning. Pure; instants are arguments.

What other rooms call, and where it lives (import from the module, not from here):

    windows.windows(phrase, *, taken_at, staleness=0.0, zone="UTC", rounding=None, exact=False) -> tuple[Window, ...]
"""
