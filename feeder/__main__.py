"""`python -m feeder` is `feeder`."""

from feeder.cli import main

main()
