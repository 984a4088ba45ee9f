"""The conversations: what is asked and what follows, without Telegram, database or clock."""
