"""The shell: Telegram, the database and the clock around the flows."""

__version__ = "0.1.0"
