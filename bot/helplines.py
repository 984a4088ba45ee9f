"""Where help is in a country, as HTML: numbers, sites, and how certain they are. Pure."""

from __future__ import annotations

from bot.screen import Reader, plain
from flows.safety_lines import Line, SafetyLines, lines


def where_help_is(reader: Reader, country: str | None) -> str:
    """Return what stands on the page of a country about where help is and about this phone, as HTML."""
    parts = [*help_in(reader, lines(country)), plain(reader.text("bot-safety-hide"))]
    return "\n\n".join(filter(None, parts))


def help_in(reader: Reader, found: SafetyLines) -> tuple[str, ...]:
    """Return the numbers and sites, and of when they are; a part that there is nothing of is empty."""
    sections = "\n\n".join(_sections(reader, found))
    return sections, plain(reader.text("bot-safety-international")), _checked(reader, found)


def _sections(reader: Reader, found: SafetyLines) -> list[str]:
    emergency = [f"<b>{plain(number)}</b>" for number in found.emergency]
    if found.emergency_text:
        emergency.append(plain(reader.text("bot-safety-tags.text", number=found.emergency_text)))
    if found.emergency_silent:
        emergency.append(plain(reader.text("bot-safety-tags.silent", number=found.emergency_silent)))
    sections = [f"{plain(reader.text('bot-safety-emergency'))} {' · '.join(emergency)}"] if emergency else []
    for key, rows in (("bot-safety-violence", found.violence), ("bot-safety-support", found.support)):
        if rows:
            sections.append("\n".join([plain(reader.text(key)), *(_line(reader, row) for row in rows)]))
    sections += [plain(reader.text("bot-safety-tags.app", app=app)) for app in found.apps]
    return sections


def _line(reader: Reader, line: Line) -> str:
    def tag(name: str, **arguments: str) -> str:
        return plain(reader.text(f"bot-safety-tags.{name}", **arguments))

    facts = [f"<b>{plain(line.number)}</b>" if line.number else "", plain(line.name or "")]
    facts += [tag(line.hours)] if line.hours != "unknown" else []
    if line.text:
        facts.append(tag("text_word", number=line.text, word=line.word) if line.word else tag("text", number=line.text))
    facts += [f"WhatsApp {plain(line.whatsapp)}"] if line.whatsapp else []
    facts += [plain(line.site)] if line.site else []
    facts += [tag("chat")] if line.chat else []
    if line.languages:
        names = [reader.text(f"language-{code}") for code in line.languages]
        facts.append(tag("languages", languages=", ".join(names)))
    facts += [tag("multilingual")] if line.multilingual else []
    facts += [tag(line.audience)] if line.audience != "anyone" else []
    facts += [tag(line.reach)] if line.reach != "everywhere" else []
    facts += [tag("uncertain")] if line.confidence == "low" else []
    return "• " + " · ".join(filter(None, facts))


def _checked(reader: Reader, found: SafetyLines) -> str:
    if found.checked is None:
        return ""
    checked = plain(reader.text("bot-safety-checked", date=found.checked.isoformat()))
    uncertain = plain(reader.text("bot-safety-uncertain")) if found.confidence == "low" else ""
    return " ".join(filter(None, [checked, uncertain]))
