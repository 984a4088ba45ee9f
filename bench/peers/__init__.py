"""Small bots that hold a talk of ten questions, each written as its library suggests: what reknit is compared with.

Each is started as ``python -m bench.peers.NAME URL FOLDER`` and knows nothing of reknit.
"""

TOKEN = "1000001:LOCAL-TOKEN"  # noqa: S105 -- of the local Telegram
QUESTIONS = tuple(f"Question {number} of 10: what comes to your mind when you think of it?" for number in range(1, 11))
THANKS = "Thank you. That was the last question."
