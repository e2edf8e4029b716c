"""The story that a page tells, in the order of the work:

metadata          what the page tells machines of itself: which thing is the article (`about`), `stated` and `scripted`
                  times (`stamps`), authors (`credited`), `picture`
titles            its headline, by agreement of all who state it: `headings`, and what a site adds (`site_names`)
body              its text: the paragraphs that belong together (`masses`), as they run on (`running`), from
                  the headline to the replies (`ends`), without `calls` and the `lines` by it
byline, names     what stands around the text: times and authors, as printed
times             when it was published: what is stated, checked against what is printed
elsewhere         the text where the page shows next to none: its own `state`, or another tool (`other_reader`)
kinds             whether the page tells one story at all
story, markup     the dispatch, and its content
"""
