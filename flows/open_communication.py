"""Step 1, open communication: each tells, each is heard, causes without blame, an apology if it is true.

The speaker-listener turns follow PREP (Markman, Stanley and Blumberg) with the mirror, validation and empathy of
Imago; the apology's parts follow Lewicki, Polin and Lount (2016), its place after being heard Frantz and Bennigson
(2005). Source: programme.md, "Step 1"; evidence.md, B2.
"""

from __future__ import annotations

from datetime import timedelta

from flows.engine.actions import count, put_together, remember, report, reveal, tell, unseal, wake
from flows.engine.effects import Say
from flows.engine.frozen import replace
from flows.engine.script import (
    EACH,
    LISTENER,
    SPEAKER,
    Ask,
    End,
    Flow,
    Fork,
    Meet,
    Move,
    Palette,
    Scale,
    Scene,
    Words,
    one_of,
)
from flows.engine.session import Partner, Seen, Session

PRIVATE, SEALED, SHARED = Seen.PRIVATE, Seen.SEALED, Seen.SHARED

FEELINGS = (
    "sad", "hurt", "lonely", "afraid", "ashamed", "guilty", "angry", "disappointed",
    "confused", "numb", "helpless", "insecure", "tired", "jealous", "hopeful", "relieved",
)  # fmt: skip
APOLOGY_PARTS = ("took", "repair", "regret", "how", "different")
LETTER = ("took", "repair", "regret", "how", "different", "request_words")
"""The parts of an apology in the order in which its receiver reads them."""

MOST_ROUNDS = 4
MOST_MISSES = 3
FULL = 7
HARDLY_HEARD = 2
NO_REMINDER = timedelta(days=2)
SECOND_THOUGHTS = timedelta(hours=1)
"""So long at least an apology can be taken back once it is sent; then it goes on without its author."""

NOTES = ("camera", "feelings", "impact", "need")


def _last_number(scene: Scene) -> int:
    return scene.session.answers[-1].number or 0


def is_full(scene: Scene) -> bool:
    return _last_number(scene) >= FULL


def hardly_heard(scene: Scene) -> bool:
    return _last_number(scene) <= HARDLY_HEARD and scene.session.count("round") < MOST_ROUNDS


def third_miss(scene: Scene) -> bool:
    return scene.session.count("misses") >= MOST_MISSES - 1


def last_round(scene: Scene) -> bool:
    return scene.session.count("round") >= MOST_ROUNDS


def first_turn(scene: Scene) -> bool:
    return scene.session.count("turns") == 0


def extra_turn(scene: Scene) -> bool:
    return scene.session.count("extra") == 1


def wishes_for(session: Session) -> list[Partner]:
    """Return whom each wished to speak first, leaving out "either"."""
    wishes: list[Partner] = []
    for answer in session.all_given("first"):
        match answer.chosen:
            case ("me",):
                wishes.append(answer.by)
            case ("you",):
                wishes.append(answer.by.other)
            case _:
                pass
    return wishes


def one_wish(scene: Scene) -> bool:
    return len(set(wishes_for(scene.session))) == 1


def take_wish(scene: Scene) -> Scene:
    return scene.become(replace(scene.session, speaker=wishes_for(scene.session)[0]))


def take_seed(scene: Scene) -> Scene:
    return scene.become(replace(scene.session, speaker=_seeded(scene.session)))


def _seeded(session: Session) -> Partner:
    return Partner.A if session.seed % 2 == 0 else Partner.B


def swap(scene: Scene) -> Scene:
    session = replace(scene.session, speaker=scene.session.speaker.other)
    return scene.become(session.remember(round=0, misses=0, turns=1))


def given_back(scene: Scene) -> Scene:
    """Remember that the one who has the floor was given back fully: that opens the other's apology."""
    return scene.become(scene.session.remember(**{f"heard_{scene.session.speaker}": 1, "misses": 0}))


def no_talk_wanted(scene: Scene) -> bool:
    return not _wants_talk(scene.session)


def _wants_talk(session: Session) -> list[Partner]:
    return [answer.by for answer in session.all_given("causes_next") if answer.chosen == ("talk",)]


def take_topic(scene: Scene) -> Scene:
    """Give the floor to whoever wants to talk about a cause; the seed settles it if both do."""
    wanting = _wants_talk(scene.session)
    speaker = wanting[0] if len(wanting) == 1 else _seeded(scene.session)
    return scene.become(replace(scene.session, speaker=speaker).remember(extra=1, round=0, misses=0))


def apology_open(scene: Scene) -> bool:
    return scene.session.count(f"heard_{scene.by.other}") == 1


def letter(session: Session, by: Partner) -> tuple[int, ...]:
    """Return the numbers of the answers that make up ``by``'s apology, in reading order."""
    return session.written(by, *LETTER)


def seal_letter(scene: Scene) -> Scene:
    """Put the parts together as one answer that waits, private still; the author has seen and sent it."""
    return put_together(scene, "letter", letter(scene.session, scene.by))


def letter_waits(scene: Scene) -> bool:
    return scene.session.given("letter", scene.by.other) is not None


def open_letter(scene: Scene) -> Scene:
    """Deliver the partner's apology: only here, and only because its receiver said ready (C4)."""
    whole = scene.session.given("letter", scene.by.other)
    assert whole is not None  # the row's guard has seen it
    session = scene.session.shared(whole.n)
    read = Say(to=scene.by, key="open_communication-letter", quotes=(whole.n,))
    return scene.become(session).add(read)


def take_back_letter(scene: Scene) -> Scene:
    own = scene.session.given("letter", scene.by)
    assert own is not None  # the row's guard has seen it
    return scene.become(scene.session.drop(own.n))


def something_missing(scene: Scene) -> bool:
    """Say whether the partner of the one who acts found something missing in their apology."""
    reply = scene.session.given("response", scene.by.other)
    return reply is not None and reply.chosen == ("missing",)


def waits_unopened(scene: Scene) -> Scene:
    """Tell an author whose words were not opened that they stay theirs. Nothing says why."""
    closed = [
        answer.by
        for answer in scene.session.all_given("letter")
        if answer.seen is PRIVATE
    ]  # fmt: skip
    return scene.add(*(Say(to=by, key="open_communication-unopened") for by in closed))


STATES = (
    Ask("rules", of=EACH, seen=PRIVATE, expects=one_of("agree", "not_today"), part=1, passing=True),
    Meet("rules_met"),
    Ask("camera", of=EACH, seen=PRIVATE, expects=Words(skip=True, example=True), part=2),
    Ask("feelings", of=EACH, seen=PRIVATE, expects=Palette(deck="feelings", items=FEELINGS, skip=True), part=2),
    Ask("impact", of=EACH, seen=PRIVATE, expects=Words(skip=True, example=True), part=2),
    Ask("need", of=EACH, seen=PRIVATE, expects=Words(skip=True, example=True), part=2),
    Meet("prepared"),
    Ask("first", of=EACH, seen=SEALED, expects=one_of("me", "you", "either"), part=3, blind=True),
    Meet("first_met"),
    Ask("full", of=EACH, seen=PRIVATE, expects=Scale(0, 10), part=3),
    Ask("full_offer", of=EACH, seen=PRIVATE, expects=one_of("time_out", "go_on"), part=3, passing=True, quiet=True),
    Meet("full_met"),
    Ask(
        "speak",
        of=SPEAKER,
        seen=SHARED,
        expects=Words(long_chars=600, notes=NOTES, example=True, hints="blame", extra=("not_today",)),
        part=4,
    ),
    Ask("mirror", of=LISTENER, seen=SHARED, expects=Words(example=True, hints="blame"), part=4),
    Ask("confirm", of=SPEAKER, seen=SHARED, expects=one_of("yes", "partly", "not_yet"), part=4, carries=True),
    Ask("add", of=SPEAKER, seen=SHARED, expects=Words(long_chars=600, hints="blame"), part=4),
    Ask("slow", of=SPEAKER, seen=SHARED, expects=one_of("slowly", "voice", "rest"), part=4, passing=True),
    Ask("voice", of=SPEAKER, seen=SHARED, expects=one_of("heard", "rest"), part=4, passing=True),
    Ask("more", of=SPEAKER, seen=SHARED, expects=one_of("more", "enough"), part=4, passing=True),
    Ask("sense", of=LISTENER, seen=SHARED, expects=Words(skip=True, example=True, hints="blame"), part=4),
    Ask("imagine", of=LISTENER, seen=SHARED, expects=Palette(deck="feelings", items=FEELINGS), part=4),
    Ask("heard", of=SPEAKER, seen=PRIVATE, expects=Scale(1, 5), part=4),
    Ask("another", of=SPEAKER, seen=PRIVATE, expects=one_of("again", "go_on"), part=4, passing=True),
    Fork("turn_over"),
    Ask("causes_mine", of=EACH, seen=SEALED, expects=Words(skip=True, example=True), part=5),
    Ask("causes_ours", of=EACH, seen=SEALED, expects=Words(skip=True, example=True), part=5),
    Ask("causes_around", of=EACH, seen=SEALED, expects=Words(skip=True, example=True), part=5),
    Meet("causes_met"),
    Ask("causes_next", of=EACH, seen=SEALED, expects=one_of("talk", "go_on"), part=5, blind=True),
    Meet("causes_next_met"),
    Fork("apology_gate"),
    Ask("apology", of=EACH, seen=PRIVATE, expects=one_of("write", "not_now"), part=6, passing=True, quiet=True),
    Ask("took", of=EACH, seen=PRIVATE, expects=Words(example=True, hints="apology", extra=("not_now",)), part=6),
    Ask("repair", of=EACH, seen=PRIVATE, expects=Words(example=True, hints="apology", extra=("not_now",)), part=6),
    Ask("regret", of=EACH, seen=PRIVATE, expects=Words(skip=True, example=True, hints="apology"), part=6),
    Ask("how", of=EACH, seen=PRIVATE, expects=Words(skip=True, example=True, hints="apology"), part=6),
    Ask("different", of=EACH, seen=PRIVATE, expects=Words(skip=True, example=True, hints="apology"), part=6),
    Ask(
        "letter_preview",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("send", "rewrite", "request", "keep"),
        part=6,
        passing=True,
        quotes=letter,
    ),
    Ask("request_words", of=EACH, seen=PRIVATE, expects=Words(skip=True, example=True), part=6),
    Ask("letter_waits", of=EACH, seen=PRIVATE, expects=one_of("go_on", "take_back"), part=6, passing=True, quiet=True),
    Meet("apologies_met"),
    Fork("receive_gate"),
    Ask(
        "receive",
        of=EACH,
        seen=PRIVATE,
        expects=one_of("ready", "not_yet", "rather_not"),
        part=6,
        passing=True,
        quiet=True,
    ),
    Ask(
        "receive_later", of=EACH, seen=PRIVATE, expects=one_of("ready", "rather_not"), part=6, passing=True, quiet=True
    ),
    Ask(
        "response",
        of=EACH,
        seen=SHARED,
        expects=one_of("thanks", "time", "missing", "nothing"),
        part=6,
        discreet=True,  # the group would tell the author that it was read, before its reader has answered
        quiet=True,
        carries=True,
    ),
    Ask("missing_part", of=EACH, seen=SHARED, expects=Palette(deck="apology_parts", items=APOLOGY_PARTS), part=6),
    Ask("missing_words", of=EACH, seen=SHARED, expects=Words(skip=True, hints="blame"), part=6),
    Meet("received"),
    Fork("add_gate"),
    Ask("complete", of=EACH, seen=SHARED, expects=Words(skip=True, hints="apology"), part=6),
    Meet("completed"),
    Ask("word", of=EACH, seen=SEALED, expects=Words(max_chars=60, voice=False, example=True), part=7),
    Ask("trust", of=EACH, seen=PRIVATE, expects=Scale(0, 10), part=7),
    Meet("closing"),
    End("done"),
)

MOVES = (
    Move(at="rules", on="agree", to="rules_met"),
    Move(at="rules", on="not_today", to="rules", then=(report("not_today"),)),
    Move(at="rules_met", on="met", to="camera"),
    Move(at="camera", on=("said", "skip"), to="feelings"),
    Move(at="feelings", on=("ticked", "skip"), to="impact"),
    Move(at="impact", on=("said", "skip"), to="need"),
    Move(at="need", on=("said", "skip"), to="prepared"),
    Move(at="prepared", on="met", to="first"),
    Move(at="first", on=("me", "you", "either"), to="first_met"),
    Move(
        at="first_met",
        on="met",
        to="full",
        when=one_wish,
        then=(unseal("first"), take_wish, tell("open_communication-first-agreed", seen=SHARED)),
    ),
    Move(
        at="first_met",
        on="met",
        to="full",
        then=(unseal("first"), take_seed, tell("open_communication-first-settled", seen=SHARED)),
    ),
    Move(at="full", on="rated", to="full_offer", when=is_full),
    Move(at="full", on="rated", to="full_met"),
    Move(at="full_offer", on="time_out", to="full_met", then=(report("time_out"),)),
    Move(at="full_offer", on="go_on", to="full_met"),
    Move(at="full_met", on="met", to="speak", then=(tell("open_communication-listening", to="listener"),)),
    Move(at="speak", on="said", to="mirror", then=(count("round"),)),
    Move(at="speak", on="not_today", to="speak", then=(report("not_today"),)),
    Move(at="mirror", on="said", to="confirm"),
    Move(
        at="confirm",
        on="yes",
        to="sense",
        when=last_round,
        then=(given_back, tell("open_communication-four-rounds", seen=SHARED)),
    ),
    Move(at="confirm", on="yes", to="more", then=(given_back,)),
    Move(at="confirm", on=("partly", "not_yet"), to="slow", when=third_miss),
    Move(at="confirm", on=("partly", "not_yet"), to="add", then=(count("misses"),)),
    Move(at="add", on="said", to="mirror"),
    Move(at="slow", on="slowly", to="add", then=(remember(misses=0),)),
    Move(at="slow", on="voice", to="voice", then=(tell("open_communication-by-voice", to="listener"),)),
    Move(at="slow", on="rest", to="slow", then=(report("not_today"),)),
    Move(at="voice", on="heard", to="sense", then=(given_back,)),
    Move(at="voice", on="rest", to="voice", then=(report("not_today"),)),
    Move(at="more", on="more", to="speak"),
    Move(at="more", on="enough", to="sense"),
    Move(at="sense", on=("said", "skip"), to="imagine"),
    Move(at="imagine", on="ticked", to="heard"),
    Move(at="heard", on="rated", to="another", when=hardly_heard),
    Move(at="heard", on="rated", to="turn_over"),
    Move(at="another", on="again", to="speak"),
    Move(at="another", on="go_on", to="turn_over"),
    Move(at="turn_over", on="go", to="apology_gate", when=extra_turn),
    Move(
        at="turn_over",
        on="go",
        to="speak",
        when=first_turn,
        then=(swap, tell("open_communication-swapped", seen=SHARED)),
        both=True,
    ),
    Move(at="turn_over", on="go", to="causes_mine", both=True),
    Move(at="causes_mine", on=("said", "skip"), to="causes_ours"),
    Move(at="causes_ours", on=("said", "skip"), to="causes_around"),
    Move(at="causes_around", on=("said", "skip"), to="causes_met"),
    Move(
        at="causes_met",
        on="met",
        to="causes_next",
        then=(reveal("causes_mine", "causes_ours", "causes_around"),),
    ),
    Move(at="causes_next", on=("talk", "go_on"), to="causes_next_met"),
    Move(at="causes_next_met", on="met", to="apology_gate", when=no_talk_wanted, then=(unseal("causes_next"),)),
    Move(
        at="causes_next_met",
        on="met",
        to="speak",
        then=(unseal("causes_next"), take_topic, tell("open_communication-topic", seen=SHARED)),
    ),
    Move(at="apology_gate", on="go", to="apology", when=apology_open),
    Move(at="apology_gate", on="go", to="apologies_met"),
    Move(at="apology", on="write", to="took"),
    Move(at="apology", on="not_now", to="apologies_met"),
    Move(at="took", on="said", to="repair"),
    Move(at="took", on="not_now", to="apologies_met"),
    Move(at="repair", on="said", to="regret"),
    Move(at="repair", on="not_now", to="apologies_met"),
    Move(at="regret", on=("said", "skip"), to="how"),
    Move(at="how", on=("said", "skip"), to="different"),
    Move(at="different", on=("said", "skip"), to="letter_preview"),
    Move(at="letter_preview", on="send", to="letter_waits", then=(seal_letter, wake("hour", SECOND_THOUGHTS))),
    Move(at="letter_preview", on="rewrite", to="took"),
    Move(at="letter_preview", on="request", to="request_words"),
    Move(at="letter_preview", on="keep", to="apologies_met"),
    Move(at="request_words", on=("said", "skip"), to="letter_preview"),
    Move(at="letter_waits", on=("go_on", "hour"), to="apologies_met"),
    Move(at="letter_waits", on="take_back", to="letter_preview", then=(take_back_letter,)),
    Move(at="apologies_met", on="met", to="receive_gate"),
    Move(at="receive_gate", on="go", to="receive", when=letter_waits),
    Move(at="receive_gate", on="go", to="received"),
    Move(at="receive", on="ready", to="response", then=(open_letter,)),
    Move(at="receive", on="not_yet", to="receive_later", then=(wake("two_days", NO_REMINDER),)),
    Move(at="receive", on="rather_not", to="received"),
    Move(at="receive_later", on="ready", to="response", then=(open_letter,)),
    Move(at="receive_later", on="rather_not", to="received"),
    Move(at="receive_later", on="two_days", to="receive"),
    Move(at="response", on=("thanks", "time", "nothing"), to="received"),
    Move(at="response", on="missing", to="missing_part"),
    Move(at="missing_part", on="ticked", to="missing_words"),
    Move(at="missing_words", on=("said", "skip"), to="received"),
    Move(at="received", on="met", to="add_gate", then=(waits_unopened,)),
    Move(at="add_gate", on="go", to="complete", when=something_missing),
    Move(at="add_gate", on="go", to="completed"),
    Move(at="complete", on=("said", "skip"), to="completed"),
    Move(at="completed", on="met", to="word"),
    Move(at="word", on="said", to="trust"),
    Move(at="trust", on="rated", to="closing"),
    Move(at="closing", on="met", to="done", then=(reveal("word"), tell("open_communication-done"))),
)

FLOW = Flow(name="open_communication", states=STATES, moves=MOVES, parts=7, wakes=("two_days", "hour"))
