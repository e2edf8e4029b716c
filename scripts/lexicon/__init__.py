"""The compiler of the lexicons.

It reads four packages of CLDR's JSON data, unpacked side by side, and the supplements beside this file:

    npm pack cldr-core cldr-dates-full cldr-numbers-full cldr-units-full
    for archive in cldr-*.tgz; do mkdir -p cldr/${archive%.tgz} && tar xzf $archive -C cldr/${archive%.tgz}; done
    python -m scripts.lexicon cldr

and writes the text files of `feeder/lexicon/data`. The same input gives the same bytes.
"""
