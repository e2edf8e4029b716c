"""Pages of plain text as agencies and their clients print them: a main article, labels, teasers with their ages."""
