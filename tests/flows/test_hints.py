import unicodedata

import pytest

from flows.hints import apology_hint, blame_hint


@pytest.mark.parametrize(
    ("text", "language", "phrase"),
    [
        ("I felt like I wasn't there. You always do that.", "en", "You always"),
        ("because YOU  NEVER listen", "en", "YOU  NEVER"),
        ("You’re always late", "en", "You’re always"),
        ("youre always late", "en", "youre always"),
        ("you made me do it", "en", "you made me"),
        ("I'm sorry if you felt bad", "en", "if you felt"),
        ("I love you, and you never call. You always forget.", "en", "you never"),
        ("You made me laugh, but you always leave.", "en", "you always"),
        ("Siempre haces lo mismo", "es", "Siempre haces"),
        ("tú siempre con lo mismo", "es", "tú siempre"),
        ("TU SIEMPRE IGUAL", "es", "TU SIEMPRE"),
        ("es que nunca me escuchas", "es", "nunca me"),
        ("me hiciste sentir fatal", "es", "me hiciste"),
        ("si te sentiste mal, pues vaya", "es", "si te sentiste"),
        ("todo por tu culpa", "es", "por tu culpa"),
        ("vos nunca estás", "es", "vos nunca"),
        ("eres una egoísta", "es", "eres una egoísta"),
        ("You are so selfish.", "en", "You are so selfish"),
        ("In İzmir YOU ALWAYS did that.", "en", "YOU ALWAYS"),
        ("siempre estas con el móvil", "es-AR", "siempre estas"),
    ],
)
def test_blame_is_found_as_it_was_written(text: str, language: str, phrase: str) -> None:
    assert blame_hint(text, language) == phrase


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("When you came in I felt alone.", "en"),
        ("I love how you always wait for me.", "en"),
        ("You never know what comes.", "en"),
        ("You made me laugh yesterday.", "en"),
        ("You made me feel safe.", "en"),
        ("It was not your fault.", "en"),
        ("I would always be there for you", "en"),
        ("thank you, always", "en"),
        ("You always listen to me.", "en"),
        ("You were always there for me.", "en"),
        ("You are so kind.", "en"),
        ("Eres una persona muy importante para mí", "es"),
        ("Nunca me había sentido así", "es"),
        ("But I was afraid.", "en"),
        ("Cuando llegaste me sentí a solas.", "es"),
        ("Me encanta que siempre estás de buen humor", "es"),
        ("Siempre estás ahí cuando hace falta", "es"),
        ("Nunca me he sentido tan bien", "es"),
        ("me hiciste reír", "es"),
        ("me hiciste sentir querida", "es"),
        ("No fue culpa tuya", "es"),
        ("Sí, te sentiste mal y lo entiendo", "es"),
        ("sí te sentiste mal", "es"),
        ("el perro nunca comía", "es"),
    ],
)
def test_words_without_blame_get_no_hint(text: str, language: str) -> None:
    assert blame_hint(text, language) is None


@pytest.mark.parametrize(
    ("text", "language", "phrase"),
    [
        ("I'm sorry, but you started it", "en", "but"),
        ("Anyone would have done it", "en", "Anyone would have"),
        ("I am sorry if you were hurt.", "en", "sorry if"),
        ("It was wrong. You made me angry, but I am sorry.", "en", "You made me"),
        ("Lo siento, pero estaba cansado", "es", "pero"),
        ("Cualquiera habría hecho lo mismo", "es", "Cualquiera habría"),
        ("perdon si te molestó", "es", "perdon si"),
        ("Lamento que te hayas sentido así", "es", "Lamento que te hayas"),
    ],
)
def test_an_apology_that_takes_itself_back_is_found(text: str, language: str, phrase: str) -> None:
    assert apology_hint(text, language) == phrase


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I lied to you. I am sorry. I will tell you where I am.", "en"),
        ("I did nothing but lie to you, and I am sorry.", "en"),
        ("I pressed the button and made butter", "en"),
        ("Te mentí y lo siento. Asumo lo que hice, sin un pero.", "es"),
        ("Saqué al perro y no te avisé.", "es"),
        ("Sé que tú también sufriste. Solo quería decirte que lo siento.", "es"),
        ("I'm sorry you were alone that night. I only wanted to be seen, and I lied.", "en"),
    ],
)
def test_a_whole_apology_gets_no_hint(text: str, language: str) -> None:
    assert apology_hint(text, language) is None


def test_letters_typed_as_two_marks_are_the_same_letters() -> None:
    assert blame_hint(unicodedata.normalize("NFD", "tú siempre"), "es") == "tú siempre"


@pytest.mark.parametrize("language", ["xx", "", "../en", "no-such"])
def test_a_language_without_a_list_gives_no_hints(language: str) -> None:
    assert blame_hint("you always", language) is None
    assert apology_hint("but", language) is None
