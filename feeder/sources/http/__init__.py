"""Pages over HTTP: one `fetch`, guarded against hostile servers and polite to all others.

network    where connections may go: addresses are checked once they are resolved, and those are connected to
fetch      one request with its redirects, under one deadline, bounded in bytes
poll       one conditional poll of a source: what the answer means, and when to ask again
robots     what a site allows robots to ask
"""
