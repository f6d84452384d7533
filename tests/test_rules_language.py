"""Which language a text is in: short and long, by small words and by script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.document import Document
from summarize.engines.rules import read
from summarize.engines.rules.language import language_of
from summarize.errors import UnsupportedLanguage

SHORT = {
    "French": "Les rebelles quittent la ville",
    "Spanish": "Los rebeldes abandonan la ciudad de Keslow",
    "Portuguese": "Os rebeldes não vão sair da cidade",
    "Italian": "I ribelli lasciano la città di Keslow",
    "German": "Die Rebellen verlassen die Stadt",
    "Dutch": "Rebellen verlaten het dorp en de stad",
    "Swedish": "Rebellerna lämnar inte staden",
    "Norwegian": "Opprørerne forlater ikke byen, sier hæren",
    "Danish": "Oprørerne er ikke længere i byen, siger hæren",
    "Finnish": "Kapinalliset eivät ole kaupungissa, mutta he ovat lähellä",
    "Polish": "Rebelianci nie opuszczą miasta",
    "Czech": "Povstalci se z města nestáhnou",
    "Romanian": "Rebelii nu vor pleca din oraș",
    "Hungarian": "A lázadók nem hagyják el a várost",
    "Turkish": "İsyancılar için yeni bir anlaşma var",
    "Indonesian": "Pemberontak tidak akan pergi dari kota itu",
    "Swahili": "Waasi wa Keslow hawataondoka katika mji",
    "Vietnamese": "Phiến quân không rời thành phố",
    "Somali": "Fallaagada ayaa magaalada ka baxay",
}
SCRIPTS = {
    "Arabic, Persian or Urdu": "رفض المتمردون مغادرة المدينة",
    "Russian or another language in Cyrillic letters": "Повстанцы отказались покинуть город",
    "Chinese": "叛军拒绝离开该市",
    "Japanese": "反政府勢力は町を離れることを拒否した",
    "Korean": "반군은 도시를 떠나기를 거부했다",
    "Hebrew": "המורדים סירבו לעזוב את העיר",
    "Greek": "Οι αντάρτες αρνήθηκαν να φύγουν",
    "Hindi or another language in Devanagari": "विद्रोहियों ने शहर छोड़ने से इनकार किया",
    "Thai": "กบฏปฏิเสธที่จะออกจากเมือง",
    "Amharic or Tigrinya": "አማፂያኑ ከተማዋን ለቀው",
    "a language in Cherokee letters": "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ",
}
ENGLISH = [
    "Rebels leave Keslow",
    "U.S. Sends Ships to Qarsad.",
    "REBELS QUIT KESLOW AFTER ARMY ULTIMATUM",
    "Varenia: Troops Kill 12 Militants in Tarn",
    "Dune League claims blast in port",
    "The army said that it would not leave. “Nous restons”, said the mayor.",
]


@pytest.mark.parametrize(("language", "text"), SHORT.items())
@pytest.mark.parametrize("times", [1, 300])
def test_a_text_in_latin_letters_is_told_by_its_small_words(language: str, text: str, times: int) -> None:
    assert language_of(". ".join([text] * times)) == language


@pytest.mark.parametrize(("language", "text"), SCRIPTS.items())
@pytest.mark.parametrize("times", [1, 300])
def test_a_text_in_other_letters_is_told_by_its_script(language: str, text: str, times: int) -> None:
    assert language_of(". ".join([text] * times)) == language


@pytest.mark.parametrize("text", ENGLISH)
@pytest.mark.parametrize("times", [1, 300])
def test_english_is_english_short_and_long(text: str, times: int) -> None:
    assert language_of(". ".join([text] * times)) == "English"


@pytest.mark.parametrize("text", ["", " \n", "12 + 12 = 24", "… — !", "Xqzt wrrgl"])
def test_nothing_is_told_of_a_text_that_tells_nothing(text: str) -> None:
    assert language_of(text) is None


def test_a_long_article_is_judged_by_all_of_it() -> None:
    french = "Les rebelles ont dit que les habitants ne quitteront pas la ville. " * 2_000
    assert language_of("The rebels said that they would stay. " + french) == "French"


@pytest.mark.parametrize(
    ("text", "seems"),
    [
        (SHORT["French"], "this looks like French"),
        (SCRIPTS["Arabic, Persian or Urdu"], "this looks like Arabic"),
        ("7 7 7", "no words of it were found"),
    ],
)
def test_what_is_not_english_is_said_and_is_no_empty_success(text: str, seems: str) -> None:
    with pytest.raises(UnsupportedLanguage, match=seems) as raised:
        read(Document(text=text, source="keslow.txt"))
    assert raised.value.document_id == "keslow.txt"


@given(st.text(max_size=400))
def test_any_text_is_of_a_language_or_of_none(text: str) -> None:
    assert language_of(text) is None or isinstance(language_of(text), str)
