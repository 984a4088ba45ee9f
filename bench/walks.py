"""What the two say and press on their way through Open communication, from the offer to the end of the talk."""

from __future__ import annotations

from bench.people import Act, answer, press, reply

CAMERA = "On Tuesday evening I came home at ten, you sat in the kitchen, and I went to bed without a word."
FELT = "I felt small and alone that evening, and I could not sleep until three in the morning."
HEARD = "You came home at ten, saw me in the kitchen, and it hurt that nobody said anything."
SENSE = "It makes sense to me, since we had not talked for a week and you were waiting for a word."
CAUSE = "I was worn out from work and did not want to admit it, so I kept away from every talk."
TOOK = "I said that I would be home at ten, and I came at two and said nothing about it."
REPAIR = "From this week on I will write to you before I am late, even if it is only one line."
REGRET = "I regret the silence most of all. I saw your face and walked on."
WORD = "Lighter"

_RULES = (press("ready"), press("agree"))
_PREPARE = (answer(CAMERA), press("sad"), press("hurt"), press("done"), answer(FELT), press("skip"))
_CAUSES = (answer(CAUSE), answer(CAUSE), press("skip"), press("go_on"))
_APOLOGY = (
    press("write"),
    answer(TOOK),
    answer(REPAIR),
    answer(REGRET),
    press("skip"),
    press("skip"),
    press("send"),
    press("go_on"),
    press("ready"),
    press("thanks"),
)
_CLOSE = (answer(WORD), press("7"))


def _sent(text: str) -> tuple[Act, Act]:
    return answer(text), press("send")


_SPEAKS = (*_sent(FELT), press("yes"), press("enough"), press("4"))
_LISTENS = (*_sent(HEARD), *_sent(SENSE), press("sad"), press("done"))

FIRST = (*_RULES, *_PREPARE, press("me"), press("4"), *_SPEAKS, *_LISTENS, *_CAUSES, *_APOLOGY, *_CLOSE)
SECOND = (*_RULES, *_PREPARE, press("you"), press("3"), *_LISTENS, *_SPEAKS, *_CAUSES, *_APOLOGY, *_CLOSE)

_SAID = reply("An answer of some length, such as people give in a talk like this one.")
TEN_QUESTIONS = (reply("/start"), *(_SAID,) * 10)
"""The much simpler talk of the peers: /start, and ten questions, each answered by one message."""
