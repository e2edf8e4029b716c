"""`python -m feeder` is `feeder`. While it is imported, Ctrl-C ends it at once, and without a traceback."""

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from feeder.cli import main

if __name__ == "__main__":
    main()
