"""Language as data: one lexicon per language, compiled from CLDR and supplements by hand, loaded lazily."""

from feeder.lexicon.detection import contenders, detect
from feeder.lexicon.loading import load, tags
from feeder.lexicon.nouns import HOLE, AgeWords, Lexicon, PageWords, Role, Sign

__all__ = ["HOLE", "AgeWords", "Lexicon", "PageWords", "Role", "Sign", "contenders", "detect", "load", "tags"]
