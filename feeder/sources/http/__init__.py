"""Pages over HTTP: one `fetch`, guarded against hostile servers and polite to all others.

guard      where connections may go: addresses are checked once they are resolved, and those are connected to
network    connections, in small pools
address    addresses without their logins, as they may be shown, and where redirects lead
headers    header lines as they go out and as they came in
body       bodies, unpacked within bounds
fetch      one request with its redirects, under one deadline
dates      what headers say of time: age, freshness, Retry-After
receipts   what is remembered between polls: validators by address, moves, strays
poll       one conditional poll of a source: what the answer means, and when to ask again
rules      what robots.txt says to us
robots     which rules a host has: asked for, remembered
"""
