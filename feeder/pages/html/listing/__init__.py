"""Teasers recognised without selectors, in the order of the work:

walk, outline     the page as flat arrays, made in one walk over its elements
links, words      links that may lead to stories; words that head other lists
groups, flat      candidate lists, and the block of each of their links; `seams`: where links part what has no wrapper
members, cells    which blocks are teasers; what in a block could be a headline (`spots`: where)
scores, choice    how much each list looks like news (`shows`, `menus`, `headings`: by what its blocks show, where they
                  are and what heads their links; `figures`: tables that tell no stories), and which are taken
titles, fields    headline, summary and authors of each teaser taken; its picture: `pictures`
cues              its times: `machine`, `shown` and `overhead` ones, read by `times`, `days`, `clocks` and `numbers`;
                  what the order of ages tells (`rising`), columns that measure something else (`measures`)
labels            the headings that teasers stand under
live              liveblogs
state, things     teasers in the page's own JSON (`scripts`): the lists, and what an object of one tells
teasers           all of it together: `find_teasers`
"""
