"""The safety questions, the same for everyone: in Welcome, and every two weeks in a couple's programme.

Source: programme.md, "Welcome"; they ask for what screening tools ask for (fear, violence, coercion, control).
"""

SAFETY = {
    "afraid": "no",
    "hurt": "no",
    "pushed": "no",
    "controlled": "no",
    "free": "yes",
    "read": "no",
}
"""Each safety question with its calm answer; any other one, or a skipped one, leads to care."""
