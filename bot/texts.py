"""Strict lookup of every sentence: a missing key or argument is an error, never a word on somebody's phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

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


class MissingText(Exception):
    """A key, an attribute or an argument is missing. Its text names language and key, never an argument's value."""


class Texts:
    """All sentences of all languages, one folder a language below ``flows/locales``."""

    def __init__(self) -> None:
        self._bundles = {language: _bundle(language) for language in languages()}
        self._names = {language: _names(language) for language in languages()}
        self._made: dict[tuple[str, str, tuple[Argument | None, ...]], str] = {}
        self._bare: dict[tuple[str, str], str] = {}

    def text(self, language: str, key: str, arguments: Mapping[str, Argument]) -> str:
        """Return the text under ``key``, or under its attribute for ``key.attribute``.

        Raises:
            MissingText: there is none, or it names an argument that was not given.
        """
        names = self._names[language].get(key)
        if names is None or not UNKEPT.isdisjoint(names):
            return self._text(language, key, arguments)
        known = language, key, tuple(map(arguments.get, names))
        made = self._made.get(known)
        if made is None:
            made = self._text(language, key, arguments)
            if len(self._made) >= MOST_MADE:
                self._made.clear()
            self._made[known] = made
        if not names:
            self._bare[language, key] = made
        return made

    def bare(self, language: str, key: str) -> str | None:
        """Return a text that names no arguments, once it has been made; None for any other."""
        return self._bare.get((language, key))

    def _text(self, language: str, key: str, arguments: Mapping[str, Argument]) -> str:
        name, _, attribute = key.partition(".")
        bundle = self._bundles[language]
        if not bundle.has_message(name):
            raise MissingText(f"{language}: {key}")
        message = bundle.get_message(name)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            raise MissingText(f"{language}: {key}")
        text, errors = bundle.format_pattern(pattern, dict(arguments))
        if errors:
            raise MissingText(f"{language}: {key}: {type(errors[0]).__name__}")
        return str(text)

    def has(self, language: str, key: str) -> bool:
        name, _, attribute = key.partition(".")
        bundle = self._bundles[language]
        if not bundle.has_message(name):
            return False
        message = bundle.get_message(name)
        return attribute in message.attributes if attribute else message.value is not None


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


@cache
def _read(source: str) -> ast.Resource:
    """Return what a file says, read once: it takes longer than all else at the start."""
    return FluentParser(with_spans=False).parse(source)  # where it says it would take 2 MB


def _names(language: str) -> dict[str, tuple[str, ...]]:
    """Return which arguments each text names, its attributes as ``key.attribute``."""
    named: dict[str, tuple[str, ...]] = {}
    for _, source in resources(language):
        for entry in _read(source).body:
            if isinstance(entry, ast.Message):
                parts = [(entry.id.name, entry.value)]
                parts += [(f"{entry.id.name}.{one.id.name}", one.value) for one in entry.attributes]
                named |= {key: _Variables.of(pattern) for key, pattern in parts if pattern is not None}
    return named


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    @classmethod
    def of(cls, pattern: ast.Pattern) -> tuple[str, ...]:
        visitor = cls()
        visitor.visit(pattern)
        return tuple(sorted(visitor.names))

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 -- the library's name
        self.names.add(node.id.name)

    def visit_MessageReference(self, _: ast.MessageReference) -> None:  # noqa: N802 -- as above
        self.names.add(OTHERS)

    def visit_TermReference(self, _: ast.TermReference) -> None:  # noqa: N802 -- as above
        self.names.add(OTHERS)


def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for name, source in resources(language):
        resource = _read(source)
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                msg = f"{language}: {name} has an entry that does not parse"
                raise MissingText(msg)
        bundle.add_resource(resource)
    return bundle
