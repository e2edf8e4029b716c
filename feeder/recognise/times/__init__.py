"""Times in text: `whole` reads a text that is one cue, `worded` one that no machine wrote, `known` one whose template
tells; `find` finds cues in running or glued text. Of those found in a language that need not be the text's, `entire`
leaves what may be believed, and `day_of` what is left without the clock."""

from feeder.recognise.times.fragments import day_of, entire
from feeder.recognise.times.known import read as known
from feeder.recognise.times.machine import machine
from feeder.recognise.times.relative import one
from feeder.recognise.times.spans import LONGEST_CUE, Span, find, whole, worded
from feeder.recognise.times.vocabulary import says_no_time, says_other_things

__all__ = [
    "LONGEST_CUE",
    "Span",
    "day_of",
    "entire",
    "find",
    "known",
    "machine",
    "one",
    "says_no_time",
    "says_other_things",
    "whole",
    "worded",
]
