"""Why the store refuses."""


class StoreError(Exception):
    """The database cannot be used: one clear line for the person who runs the bot."""


class Absent(StoreError):
    """There is no database yet."""
