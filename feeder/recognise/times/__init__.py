"""Times in text: `whole` reads a text that is one cue, `find` finds cues in running or glued text."""

from feeder.recognise.times.machine import machine
from feeder.recognise.times.relative import one
from feeder.recognise.times.spans import Span, find, whole

__all__ = ["Span", "find", "machine", "one", "whole"]
