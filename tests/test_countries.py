"""Which words name which state, and which only look as if they did."""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.countries import _states, country_mentions, country_of, is_country_code, stands_in

OWN = tomllib.loads(files("summarize.data").joinpath("countries.toml").read_text(encoding="utf-8"))
CODES, FORMS = _states()
WHOLE = {key: step.form for key, step in FORMS.items() if step.form is not None and step.form.codes}


def codes(text: str) -> list[str]:
    return [m.code for m in country_mentions(text)]


def test_codes_are_those_of_the_standard() -> None:
    assert len(CODES) == 249  # ISO 3166-1 since 2011
    for code in ("USA", "GBR", "DEU", "TUR", "CIV", "COD", "MKD", "SSD", "CUW", "PSE", "TWN", "VAT"):
        assert is_country_code(code)
    for code in ("XKX", "ANT", "SCG", "YUG", "UK", "US", "usa", "EUR", "", "USA "):
        assert not is_country_code(code)


NAMES = {
    "USA": "US|U.S.|USA|U.S.A.|America|United States|United States of America",
    "GBR": "UK|U.K.|Britain|Great Britain|United Kingdom",
    "TUR": "Turkey|Türkiye|Turkiye|Republic of Turkey",
    "CZE": "Czechia|Czech Republic",
    "MMR": "Myanmar|Burma",
    "NLD": "Netherlands|Holland",
    "COD": "DRC|DR Congo|Democratic Republic of Congo|Democratic Republic of the Congo|Congo",
    "COG": "Republic of the Congo|Congo-Brazzaville",
    "CIV": "Ivory Coast|Côte d'Ivoire|Côte d’Ivoire|Cote d'Ivoire",
    "ARE": "UAE|United Arab Emirates",
    "MKD": "North Macedonia|Macedonia",
    "SWZ": "Eswatini|Swaziland",
    "TLS": "East Timor|Timor-Leste",
    "VAT": "Vatican|Vatican City|Holy See",
    "BIH": "Bosnia|Bosnia and Herzegovina|Bosnia-Herzegovina",
    "PSE": "Palestine|State of Palestine",
    "KOR": "South Korea|Republic of Korea|Korea",
    "PRK": "North Korea|DPRK|Democratic People's Republic of Korea",
    "CHN": "China|People's Republic of China|People’s Republic of China",
    "TWN": "Taiwan|Republic of China",
    "SYR": "Syria|Syrian Arab Republic",
    "RUS": "Russia|Russian Federation",
    "STP": "São Tomé and Príncipe|Sao Tome and Principe",
    "KNA": "Saint Kitts and Nevis|St. Kitts and Nevis|St Kitts and Nevis",
    "GMB": "Gambia|The Gambia",
    "VNM": "Vietnam|Viet Nam",
    "CPV": "Cape Verde|Cabo Verde",
    "MEX": "Mexico",
    "JEY": "Bailiwick of Jersey",
}
DEMONYMS = {
    "SYR": "Syrian|Syrians",
    "TUR": "Turkish|Turk|Turks",
    "DNK": "Danish|Dane|Danes",
    "GBR": "British|Briton|Britons",
    "ESP": "Spanish|Spaniard|Spaniards",
    "POL": "Polish|Pole|Poles",
    "SWE": "Swedish|Swede|Swedes",
    "FIN": "Finnish|Finn|Finns",
    "CHN": "Chinese",
    "IND": "Indian|Indians",
    "USA": "American|Americans",
    "FRA": "French|Frenchman|Frenchmen",
    "DEU": "German|Germans",
    "CZE": "Czech|Czechs",
    "ISR": "Israeli|Israelis",
    "PHL": "Filipino|Filipinos|Filipina|Philippine",
    "SAU": "Saudi|Saudis|Saudi Arabian",
    "ARE": "Emirati|Emiratis",
    "SRB": "Serbian|Serb|Serbs",
    "BIH": "Bosnian|Bosnian Serb|Bosnian Serbs",
    "NPL": "Nepalese|Nepali|Nepalis",
    "NER": "Nigerien|Nigeriens",
    "NGA": "Nigerian|Nigerians",
    "GIN": "Guinean",
    "GNQ": "Equatorial Guinean",
    "SSD": "South Sudanese",
    "SDN": "Sudanese",
    "COD": "Congolese",
    "DOM": "Dominican|Dominicans",
    "KGZ": "Kyrgyz",
    "UZB": "Uzbek|Uzbeks",
    "LSO": "Basotho",
    "BFA": "Burkinabe|Burkinabè",
    "PRK": "North Korean|North Koreans",
    "PSE": "Palestinian|Palestinians",
}
CAPITALS = {
    "USA": "Washington|Washington DC|Washington D.C.|Washington, D.C.",
    "UKR": "Kyiv|Kiev",
    "KAZ": "Astana|Nur-Sultan",
    "TCD": "N'Djamena|N’Djamena|Ndjamena",
    "YEM": "Sana'a|Sanaa|Sana’a",
    "COL": "Bogotá|Bogota",
    "ISR": "Jerusalem",
    "PSE": "Ramallah|East Jerusalem",
    "IND": "New Delhi|Delhi",
    "BOL": "La Paz|Sucre",
    "TZA": "Dodoma",
    "CHE": "Bern|Berne",
    "MDV": "Malé",
    "BRA": "Brasília|Brasilia",
    "JAM": "Kingston",
    "GRD": "St. George's|Saint George's",
}
FORM_CASES = [
    (code, form, kind)
    for kind, table in (("name", NAMES), ("demonym", DEMONYMS), ("capital", CAPITALS))
    for code, forms in table.items()
    for form in forms.split("|")
]


@pytest.mark.parametrize(("code", "form", "kind"), FORM_CASES, ids=lambda v: v)
def test_forms_of_a_state(code: str, form: str, kind: str) -> None:
    bare = form.removeprefix("The ")
    text = f"Rebels warned {form}'s army; “{form}”."
    found = country_mentions(text)
    assert [(m.code, m.kind, text[m.start : m.end]) for m in found] == [(code, kind, bare)] * 2
    assert country_of(form) == code
    assert stands_in(code, text)


NO_MENTION = """
us|uk|turkey|chad|polish|china|may|IN|IT|IS|NO|AM|SO|DO|ME|BE|TO|CAN|AND|ARE|PER|MAR|NOR|NAM|BEN|CAF
Island|Mann|Male|Reunion|Valley|Jersey|Victoria|Stanley|Hamilton|Douglas|Plymouth|Viti|Nippon|REUNION|MALE
Kosovo|Kosovar|Pristina|Kurd|Kurds|Kurdish|Kurdistan|Gaza|Gazan|West Bank|Tel Aviv|The Hague
Scotland|Scottish|Wales|Welsh|England|English|Arab|Arabs|African|European|Soviet|Yugoslavia|Varenia
Northern Ireland|New Mexico|Latin American|South America|Indian Ocean|North Pole|South China Sea
New Guinea|Niger Delta|Lake Chad|Kosovo Serbs|Washington Post|Northern Cyprus|River Jordan
USAID|Syriac|Turkestan|Omanis_|Iranium|Parisian|Londonderry|Indiana|Romee|US$|U.S.S.R.|xUS|_Syria
"""  # small letters and codes; English words that are a state's code, capital or name elsewhere; no states; parts


@pytest.mark.parametrize("form", NO_MENTION.strip().replace("\n", "|").split("|"))
def test_no_mention(form: str) -> None:
    assert codes(f"He saw {form} there, {form}.") == []
    assert country_of(form) is None


LONGEST = {
    "South Sudan and Sudan": ["SSD", "SDN"],
    "Equatorial Guinea, Guinea-Bissau, Papua New Guinea and Guinea": ["GNQ", "GNB", "PNG", "GIN"],
    "Nigeria and Niger": ["NGA", "NER"],
    "North Korean, South Korean": ["PRK", "KOR"],
    "American Samoa, Samoa": ["ASM", "WSM"],
    "the Republic of Ireland and Northern Ireland": ["IRL"],
    "the Central African Republic": ["CAF"],
    "the Turks and Caicos Islands": ["TCA"],
    "Dominica and the Dominican Republic": ["DMA", "DOM"],
    "the United Kingdom of Great Britain and Northern Ireland": ["GBR"],
    "Indian Ocean fleets of Indian ports": ["IND"],
    "Republic of the Orlava": [],
}


@pytest.mark.parametrize(("text", "expected"), LONGEST.items(), ids=lambda v: str(v)[:40])
def test_the_longest_form_counts(text: str, expected: list[str]) -> None:
    assert codes(text) == expected
    for code in ("SDN", "GIN", "NER", "GBR", "IRL", "WSM", "IND"):
        assert stands_in(code, text) == (code in expected)


def test_hyphens_possessives_line_breaks_and_capitals() -> None:
    text = (
        "US-led, anti-Russian and Turkish-backed units; Syria's and the Danes’ ports; SAUDI\nARABIA; Ivory\u00a0Coast."
    )
    assert codes(text) == ["USA", "RUS", "TUR", "SYR", "DNK", "SAU", "CIV"]
    assert codes("Saudi\n\n\n\nArabia") == ["SAU"]  # too far apart for one name: the demonym alone


def test_offsets_are_code_points() -> None:
    text = "🕊 İzmir, \u202eTürkiye\u202c, Côte d’Ivoire"
    assert [text[m.start : m.end] for m in country_mentions(text)] == ["Türkiye", "Côte d’Ivoire"]


@pytest.mark.parametrize(
    ("form", "sharers"),
    [
        ("Congolese", "COD COG"),
        ("Congo", "COD COG"),
        ("Dominicans", "DOM DMA"),
        ("Korea", "KOR PRK"),
        ("Korean", "KOR PRK"),
    ],
)
def test_shared_forms_stand_for_each_and_count_for_the_likeliest(form: str, sharers: str) -> None:
    likeliest, *others = sharers.split()
    assert codes(form) == [likeliest]
    assert all(stands_in(code, f"The {form} front") for code in (likeliest, *others))
    assert not stands_in("SYR", f"The {form} front")


def test_stands_in_is_asked_of_the_text_at_hand() -> None:
    assert stands_in("SYR", "Damascus")
    assert not stands_in("SYR", "Keslow")
    assert stands_in("SYR", "Syrians")
    assert not any(stands_in(code, "Kosovo") for code in ("XKX", "SRB"))


def test_only_listed_forms_have_two_codes() -> None:
    # A form that a new version of the package, or an edit of the data, gives to a second state must be decided here.
    listed = {form for table in OWN["shared"].values() for form in table}
    several = {key for key, form in WHOLE.items() if len(form.codes) > 1}
    assert {key for key in several if key in listed} == listed
    assert {key.title() for key in several} <= listed | {form + "s" for form in listed}


def test_every_state_can_be_named() -> None:
    named = {code for form in WHOLE.values() if form.kind == "name" for code in form.codes}
    assert named == CODES


def test_forms_are_capitalized_and_no_bare_codes() -> None:
    for form in WHOLE:
        assert form[0].isupper(), form
        assert len(form) > 3 or form in {"US", "UK", "USA", "UAE", "DRC", "Lao"}, form


def test_the_data_file_says_nothing_in_vain() -> None:
    assert set(OWN) == {"withdrawn", "no_state", "shared", "states"}
    assert set(OWN["states"]) <= CODES
    assert list(OWN["states"]) == sorted(OWN["states"])
    for code, entry in OWN["states"].items():
        assert entry, code
        assert set(entry) <= {"names", "demonyms", "capitals", "remove"}, code
        for kind in ("name", "demonym", "capital"):
            for form in entry.get(f"{kind}s", []):
                assert country_of(form) == code, form
        for form in entry.get("remove", []):
            assert not stands_in(code, form), form
    for phrase in OWN["no_state"]:
        assert codes(phrase) == [], phrase
        words = phrase.replace(",", "").split()
        assert codes(" · ".join(words)), f"{phrase!r} would give nothing anyway"


@given(st.lists(st.sampled_from([*sorted(WHOLE), *OWN["no_state"], "and", "of", "the", "Republic", "'s", ".", "\n"])))
def test_mentions_are_ordered_disjoint_and_forms(parts: list[str]) -> None:
    text = " ".join(parts)
    end = 0
    for mention in country_mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        assert country_of(text[mention.start : mention.end]) == mention.code
        assert stands_in(mention.code, text)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for mention in country_mentions(text):
        assert text[mention.start].isupper()
        assert is_country_code(mention.code)
    country_of(text)


@pytest.mark.parametrize(
    "unit", ["Republic of the ", "U.S.", "N'", "Syria ", "A ", "A", "United Kingdom of Great ", "S\n"]
)
def test_time_is_linear_in_hostile_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        best = float("inf")
        for _ in range(3):
            begin = time.process_time()
            country_mentions(text)
            best = min(best, time.process_time() - begin)
        return best

    # Sixteen times the text: quadratic work would take 256 times as long. What is over at once proves nothing.
    assert seconds(320_000) < 80 * max(seconds(20_000), 0.005)


def test_importing_the_module_loads_no_data() -> None:
    script = "import sys, summarize.countries; print('countryinfo' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
