import pytest

from scheduler.articles.language import language_of, settled_language

TEXTS = {
    "en": "The harbour is open to all of the town, and the ferry will leave on Sunday as it has for years.",
    "de": "Der stille Hafen startet im Juli in den Kinos, das sagte der Verleih, und alle freuen sich auf den Film.",
    "fr": "Le port calme sort dans les salles le dix juillet, a dit le distributeur, et la ville est en joie.",
    "es": "El puerto tranquilo se estrena en los cines el diez de julio, dijo su autora, y es una fábula de la mar.",
    "ja": "静かな港は七月十日に劇場で公開されます。監督は山田洋子で、町の人々はとても喜んでいます。",
    "zh": "电影将于七月十日在影院上映,导演说全镇的人都很高兴,因为等待已经很久了。",
    "ko": "조용한 항구는 칠월 십일에 극장에서 개봉합니다. 감독은 매우 기뻐하고 있습니다.",
    "und": "Тихая гавань выходит в кинотеатрах десятого июля, сообщил прокатчик, и город этому очень рад.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_is_of_the_language_it_reads_as(code: str) -> None:
    """By its commonest words, or by its script; a script of several languages names none of them."""
    assert language_of(TEXTS[code]) == code


def test_a_few_words_tell_nothing() -> None:
    """A headline and a list of names are of no language."""
    assert language_of("1.54.0 pre-release testing") is None
    assert language_of("Ada Boyle, Mia Lindqvist, Tom Reyes, Ines Duarte, Bo Holm, Kit Moss, Al Ford, Jo March") is None
    assert language_of("") is None


def test_what_is_stated_counts_where_words_tell_less() -> None:
    """English words are English whatever is stated; a template's `en` above others is not believed."""
    assert settled_language("de", TEXTS["en"]) == "en"
    assert settled_language("en", TEXTS["de"]) == "de"
    assert settled_language("da", TEXTS["de"]) == "da"
    assert settled_language("uk", TEXTS["und"]) == "uk"
    assert settled_language(None, TEXTS["und"]) == "und"
    assert settled_language("en", "Ferry news") == "en"
