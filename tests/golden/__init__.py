"""Pages made up for these tests, each with what is to be read on it."""
