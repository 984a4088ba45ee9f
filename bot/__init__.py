"""The shell: Telegram, the database and the clock around the flows."""
