"""A whole walk in which both type something recognisable at every kind of question, and who may read what of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.rehearsal import Person
from tests.bot.walk import Walk


@dataclass
class Diary:
    """What one of the two typed: for themself alone, sealed, and for the other."""

    own: list[str] = field(default_factory=list)
    sealed: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        return [*self.own, *self.sealed, *self.told]


@dataclass
class Diaries:
    """The walk, in the order of its parts; it begins at "camera" in the private chats."""

    walk: Walk
    alex: Diary = field(default_factory=Diary)
    sam: Diary = field(default_factory=Diary)

    def of(self, person: Person) -> Diary:
        return self.alex if person.name == "Alex" else self.sam

    async def writes(self, person: Person, words: str) -> None:
        self.of(person).own.append(words)
        await self.walk.says(person, words)

    async def seals(self, person: Person, words: str) -> None:
        self.of(person).sealed.append(words)
        await self.walk.says(person, words)

    async def tells(self, person: Person, words: str) -> None:
        self.of(person).told.append(words)
        await self.walk.sends(person, words)

    async def prepare(self) -> None:
        """Each writes for themself; then Alex has the floor, and both what they lay aside."""
        walk = self.walk
        for person, tag in ((walk.alex, "A"), (walk.sam, "S")):
            await self.writes(person, f"camera{tag}4711 <i>& so on</i>")
            await walk.presses(person, "feelings-numb", "engine-palette.done")
            await self.writes(person, f"impact{tag}4711")
            await self.writes(person, f"need{tag}4711")
        await walk.presses(walk.alex, "open_communication-first.me")
        await walk.presses(walk.sam, "open_communication-first.you")
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "=4")
        await self.writes(walk.sam, "asideS4711")
        await self.writes(walk.alex, "keptA4711")
        await walk.presses(walk.alex, "engine-preview.keep")

    async def talk(self) -> None:
        """Both tell, and are heard."""
        walk = self.walk
        for one, other, tag, tags in ((walk.alex, walk.sam, "A", "S"), (walk.sam, walk.alex, "S", "A")):
            await self.tells(one, f"tells{tag}4711")
            await self.tells(other, f"heard{tags}4711")
            await walk.presses(one, "open_communication-confirm.yes", "open_communication-more.enough")
            await self.tells(other, f"sense{tags}4711")
            await walk.presses(other, "feelings-sad", "engine-palette.done")
            await walk.presses(one, "=4")

    async def seal(self, person: Person, tag: str) -> None:
        """One tells why it happened, sealed until the other has."""
        for cause in ("mine", "ours", "around"):
            await self.seals(person, f"{cause}{tag}4711")

    async def apologise(self) -> None:
        """Alex's apology waits, and Sam reads it and says thank you; Sam writes one and keeps it."""
        walk = self.walk
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "open_communication-causes_next.go_on")
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "open_communication-apology.write")
        for part in ("took", "repair"):
            self.alex.told.append(f"{part}A4711")
            await walk.says(walk.alex, f"{part}A4711")
            await self.writes(walk.sam, f"{part}S4711")
        for person in (walk.alex, walk.sam):
            await walk.presses(person, *["engine-words.skip"] * 3)
        await walk.presses(walk.alex, "open_communication-letter_preview.send", "open_communication-letter_waits.go_on")
        await walk.presses(walk.sam, "open_communication-letter_preview.keep")
        await walk.presses(walk.sam, "open_communication-receive.ready", "open_communication-response.thanks")

    async def close(self) -> None:
        walk = self.walk
        for person, tag in ((walk.alex, "A"), (walk.sam, "S")):
            await self.seals(person, f"word{tag}4711")
            await walk.presses(person, "=7")

    async def to_one_sealed(self) -> None:
        """To where Alex has sealed why it happened, and Sam one of three."""
        await self.prepare()
        await self.talk()
        await self.seal(self.walk.alex, "A")
        await self.seals(self.walk.sam, "mineS4711")

    async def to_end(self) -> None:
        await self.to_one_sealed()
        for cause in ("ours", "around"):
            await self.seals(self.walk.sam, f"{cause}S4711")
        await self.apologise()
        await self.close()
