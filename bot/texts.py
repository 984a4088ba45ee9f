"""Strict lookup of every sentence: a missing key or argument is an error, never a word on somebody's phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

Argument = str | int


class MissingText(Exception):
    """A key, an attribute or an argument is missing. Its text names language and key, never an argument's value."""


class Texts:
    """All sentences of all languages, one folder a language below ``flows/locales``."""

    def __init__(self) -> None:
        self._bundles = {language: _bundle(language) for language in languages()}
        self._fixed: dict[tuple[str, str], str | None] = {}

    def text(self, language: str, key: str, arguments: Mapping[str, Argument]) -> str:
        """Return the text under ``key``, or under its attribute for ``key.attribute``.

        Raises:
            MissingText: there is none, or it names an argument that was not given.
        """
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

    def fixed(self, language: str, key: str) -> str | None:
        """Return the text under ``key`` if it is the same whatever the arguments are, None if it names any."""
        known = language, key
        if known not in self._fixed:
            try:
                self._fixed[known] = self.text(language, key, {})
            except MissingText:
                self._fixed[known] = None
        return self._fixed[known]

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


def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for name, source in resources(language):
        resource = FluentResource(source)
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                msg = f"{language}: {name} has an entry that does not parse"
                raise MissingText(msg)
        bundle.add_resource(resource)
    return bundle
