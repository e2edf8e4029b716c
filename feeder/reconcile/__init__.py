"""Same story or new, changed or only seen again: `(sightings, candidates, capture) -> changes`, pure.

match      which stored entry is each sighting
settle     what the capture and the stored entries tell of each other: old copies, habits of the source
fold       what a sighting does to its entry
changes    all of it together, as the store is to write it
"""
