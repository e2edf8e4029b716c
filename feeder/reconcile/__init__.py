"""Same story or new, changed or only seen again: `(sightings, candidates, capture) -> changes`, pure.

`match` decides which entry each sighting is; `fold` what it does to that entry; `changes` puts them together.
"""
