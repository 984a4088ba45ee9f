"""Strict lookup of every sentence: a missing key or argument is an error, never a word on somebody's phone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from threading import Lock
from typing import TypeAlias

import babel.core
import babel.localedata
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

Argument = str | int
OTHERS = "*"
"""Stands for what another text, which a text refers to, may name."""
UNKEPT = {OTHERS, "hint"}
"""A hint holds words of people, which are not to stay in memory."""
MOST_MADE = 4096
"""So many texts with their arguments are kept; then all are made anew."""

_STARTS = re.compile(r"^(?=[A-Za-z-])", re.MULTILINE)
"""Where entries begin: in the first column, in which no text may go on."""


class MissingText(Exception):
    """A key, an attribute or an argument is missing. Its text names language and key, never an argument's value."""


class Texts:
    """All sentences of all languages, one folder a language below ``flows/locales``."""

    def __init__(self) -> None:
        self._bare: dict[str, dict[str, str]] = {}
        self._unread: dict[str, dict[str, str]] = {}
        for language in languages():
            bare, sources = _sources(language)
            self._bare[language], self._unread[language] = dict(bare), dict(sources)
        self._names: dict[str, dict[str, tuple[str, ...]]] = {language: {} for language in languages()}
        self._bundles = {language: FluentBundle([language], use_isolating=False) for language in languages()}
        _let_go(self._bundles.values())
        self._reading = Lock()  # transactions on PostgreSQL run side by side
        self._made: dict[tuple[str, str, tuple[Argument | None, ...]], str] = {}

    def text(self, language: str, key: str, arguments: Mapping[str, Argument]) -> str:
        """Return the text under ``key``, or under its attribute for ``key.attribute``.

        Raises:
            MissingText: there is none, or it names an argument that was not given.
        """
        bare = self._bare[language].get(key)
        if bare is not None:
            return bare
        names = self._names[language].get(key)
        if names is None:
            if not self.has(language, key):
                raise MissingText(f"{language}: {key}")
            names = self._names[language][key]
        if not UNKEPT.isdisjoint(names):
            return self._text(language, key, arguments)
        known = language, key, tuple(map(arguments.get, names))
        made = self._made.get(known)
        if made is None:
            made = self._text(language, key, arguments)
            if len(self._made) >= MOST_MADE:
                self._made.clear()
            self._made[known] = made
        if not names:
            self._bare[language][key] = made
        return made

    def bare(self, language: str, key: str) -> str | None:
        """Return a text that is nothing but words, or names no arguments and has been made; None for any other."""
        return self._bare[language].get(key)

    def has(self, language: str, key: str) -> bool:
        if key in self._bare[language]:
            return True
        if key not in self._names[language]:
            with self._reading:
                self._read(language, key.partition(".")[0])
        return key in self._names[language]

    def _read(self, language: str, name: str) -> None:
        """Read an entry, and what it refers to, once one of them is needed: all at once would take memory."""
        source = self._unread[language].pop(name, None)
        if source is None:
            return
        resource = _parsed(source)
        self._bundles[language].add_resource(resource)
        for entry in resource.body:
            for key, pattern in _patterns(entry):
                named = _Named.by(pattern)
                for other in named.others:
                    self._read(language, other)
                if isinstance(entry, ast.Message):  # last: from now on it is used
                    self._names[language][key] = named.names()

    def _text(self, language: str, key: str, arguments: Mapping[str, Argument]) -> str:
        name, _, attribute = key.partition(".")
        bundle = self._bundles[language]
        message = bundle.get_message(name)
        pattern = message.attributes[attribute] if attribute else message.value
        assert pattern is not None  # or there would be no such key
        text, errors = bundle.format_pattern(pattern, dict(arguments))
        if errors:
            raise MissingText(f"{language}: {key}: {type(errors[0]).__name__}")
        return str(text)


def _let_go(bundles: Iterable[FluentBundle]) -> None:
    """Forget by what languages were found, and all else about them: 5 MB, read again where a number is written."""
    babel.core._global_data = None
    babel.localedata._cache.clear()
    for bundle in bundles:
        bundle._babel_locale._Locale__data = None  # type: ignore[attr-defined]  # which it reads when it is asked


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that there are texts in, English first."""
    folders = sorted(place.name for place in files("flows").joinpath("locales").iterdir() if place.is_dir())
    return ("en", *(name for name in folders if name != "en"))


def resources(language: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the source of each file of a language."""
    for place in sorted(files("flows").joinpath("locales", language).iterdir(), key=lambda file: file.name):
        if place.name.endswith(".ftl"):
            yield place.name, place.read_text("utf-8")


@dataclass(frozen=True, slots=True)
class _Entry:
    """``bare``: all its texts by their keys, if they are nothing but words. ``others``: the entries it refers to."""

    source: str
    bare: Mapping[str, str]
    others: frozenset[str]


_Sources: TypeAlias = tuple[Mapping[str, str], Mapping[str, str]]
_READ: dict[bytes, _Sources] = {}
"""What was read already, by a digest of it: it takes longer than all else at the start."""


def _sources(language: str) -> _Sources:
    """Return the texts of a language that are nothing but words, and the source of each entry that may be read later.

    Raises:
        MissingText: one does not parse.
    """
    files = list(resources(language))
    digest = sha256(repr(files).encode()).digest()
    if digest not in _READ:
        entries: dict[str, _Entry] = {}
        for file, source in files:
            for piece in _STARTS.split(source):  # one by one, since a whole file in its parts is large
                for entry in _parsed(piece).body:
                    if isinstance(entry, ast.Junk):
                        raise MissingText(f"{language}: {file}, {_unparsed(source)}")
                    if isinstance(entry, ast.Message | ast.Term):
                        entries[_name(entry)] = _entry(entry, piece)
        _READ[digest] = _sorted(entries)
    return _READ[digest]


def _sorted(entries: Mapping[str, _Entry]) -> _Sources:
    referred = frozenset[str]().union(*(entry.others for entry in entries.values()))
    bare = {key: text for entry in entries.values() for key, text in entry.bare.items()}
    return bare, {name: entry.source for name, entry in entries.items() if not entry.bare or name in referred}


def _entry(entry: ast.Message | ast.Term, source: str) -> _Entry:
    patterns = dict(_patterns(entry))
    words = {key: text for key, pattern in patterns.items() if (text := _words(pattern)) is not None}
    if isinstance(entry, ast.Message) and len(words) == len(patterns):
        return _Entry(source, words, frozenset())
    return _Entry(source, {}, frozenset().union(*(_Named.by(pattern).others for pattern in patterns.values())))


def _words(pattern: ast.Pattern) -> str | None:
    """Return a text that is nothing but words; None for any other."""
    parts = [part.value for part in pattern.elements if isinstance(part, ast.TextElement)]
    return "".join(parts) if len(parts) == len(pattern.elements) else None


def _parsed(source: str) -> ast.Resource:
    return FluentParser(with_spans=False).parse(source)


def _unparsed(source: str) -> str:
    """Return which entry of a file does not parse, in which line it begins, and why."""
    junk = next(entry for entry in FluentParser().parse(source).body if isinstance(entry, ast.Junk))
    assert junk.span is not None  # this parser keeps them
    assert junk.content is not None
    line = source.count("\n", 0, junk.span.start) + 1
    return f"line {line}: {junk.content.partition('=')[0].strip()} does not parse: {junk.annotations[0].message}"


def _name(entry: ast.Message | ast.Term | ast.MessageReference | ast.TermReference) -> str:
    """Return the name of an entry, or of the one that is referred to; a term's begins with a hyphen."""
    return f"-{entry.id.name}" if isinstance(entry, ast.Term | ast.TermReference) else entry.id.name


def _patterns(entry: ast.EntryType) -> Iterator[tuple[str, ast.Pattern]]:
    """Yield the text of an entry, and those of its attributes as ``key.attribute``."""
    if isinstance(entry, ast.Message | ast.Term):
        name = _name(entry)
        if entry.value is not None:
            yield name, entry.value
        for attribute in entry.attributes:
            if attribute.value is not None:
                yield f"{name}.{attribute.id.name}", attribute.value


class _Named(Visitor):
    """What a text names: arguments, and entries beside its own."""

    def __init__(self) -> None:
        self.arguments: set[str] = set()
        self.others: set[str] = set()

    @classmethod
    def by(cls, pattern: ast.Pattern) -> _Named:
        named = cls()
        named.visit(pattern)
        return named

    def names(self) -> tuple[str, ...]:
        return tuple(sorted({*self.arguments, *(OTHERS for _ in self.others)}))

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 -- the library's name
        self.arguments.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 -- as above
        self.others.add(_name(node))

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802 -- as above
        self.others.add(_name(node))
