"""What reknit costs and how fast it answers, measured over a local Telegram beside other bots."""
