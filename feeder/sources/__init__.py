"""How bytes come in: files of a folder, pages over HTTP. Each gives captures, with the time they were taken."""
