"""What several test folders share: invented pages, a clock that stands still, an installation in a folder."""
