"""The published feeds over HTTP, and how everything is: an ASGI app that reads files and never writes one.

conditional   what a request's headers ask for (RFC 9110): which coding, and whether the client has it already
shelf         a published file to its bytes and validators
retired       which sections are gone, without waiting for the store
serving       one file to one response
triggers      POST /refresh/NAME
standing      /health and /ready
metrics       /metrics
app           all of it behind one set of routes
"""
