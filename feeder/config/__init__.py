"""config.toml: its schema, and reading it into specs."""
