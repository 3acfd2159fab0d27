"""The data sets as catalogues know them: schema.org's Dataset for search engines, DCAT 3 for catalogues of data."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.open_data_parts import PARTS
from portal import languages, structured_data
from portal.tree import absolute

API: Final = "/api/v1"
DOWNLOADS: Final[tuple[tuple[str, str, Any], ...]] = (
    ("questions.csv", "text/csv", gettext_lazy("All questions and answers: a table (CSV)")),
    ("questions.jsonl", "application/jsonl", gettext_lazy("All questions and answers: a record a line (JSON)")),
    ("statistics.csv", "text/csv", gettext_lazy("Figures by agency (CSV)")),
    ("statistics-by-month.csv", "text/csv", gettext_lazy("Figures by month (CSV)")),
)
CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}


@dataclass(frozen=True, slots=True)
class Data:
    """One data set: its anchor in addresses, its words, and its downloads (address, type, words)."""

    anchor: str
    name: Any
    about: Any
    downloads: tuple[tuple[str, str, Any], ...]


OWN: Final = Data(
    "open-data",
    gettext_lazy("Questions of citizens and answers of state bodies"),
    gettext_lazy(
        "Public questions to state bodies and their answers in Kazakh, Russian and English, with dates, topics, "
        "regions and agencies, and figures of how agencies answer. Without personal data."
    ),
    DOWNLOADS,
)


def everything() -> Iterator[Data]:
    """The data set of questions, then those of other apps."""
    yield OWN
    for app, part in PARTS.items():
        yield Data(f"open-data-{app}", part.name, part.about, part.downloads)


def datasets(language: str) -> list[dict[str, Any]]:
    """Schema.org objects in `language`, which is the present one."""
    return [_dataset(one, language) for one in everything()]


def _dataset(one: Data, language: str) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "@id": absolute(f"/#{one.anchor}"),
        "name": str(one.name),
        "description": str(one.about),
        "url": absolute(f"/{language}/open-data/"),
        "license": settings.OPEN_DATA_LICENCE_URL,
        "isAccessibleForFree": True,
        "inLanguage": list(languages.CODES),
        "creator": structured_data.publisher(),
        "publisher": structured_data.publisher(),
        "spatialCoverage": {"@type": "Country", "name": _("Kazakhstan")},
        "usageInfo": absolute(f"/{language}/open-data/#licence"),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": str(words),
                "encodingFormat": content_type,
                "contentUrl": absolute(f"{API}/{name}"),
            }
            for name, content_type, words in one.downloads
        ],
    }


def dcat() -> dict[str, Any]:
    """The catalogue by DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) as JSON-LD, in all languages."""
    return {
        "@context": CONTEXT,
        "@id": absolute(f"{API}/catalogue.jsonld"),
        "@type": "dcat:Catalog",
        "dct:title": _in_all(gettext_lazy("Open data")),
        "dct:publisher": _publisher(),
        "dct:license": {"@id": settings.OPEN_DATA_LICENCE_URL},
        "dct:language": list(languages.CODES),
        "foaf:homepage": {"@id": absolute(f"/{languages.CODES[0]}/open-data/")},
        "dcat:dataset": [_dcat_dataset(one) for one in everything()],
    }


def _dcat_dataset(one: Data) -> dict[str, Any]:
    return {
        "@id": absolute(f"/#{one.anchor}"),
        "@type": "dcat:Dataset",
        "dct:title": _in_all(one.name),
        "dct:description": _in_all(one.about),
        "dct:publisher": _publisher(),
        "dct:license": {"@id": settings.OPEN_DATA_LICENCE_URL},
        "dct:language": list(languages.CODES),
        "dct:accrualPeriodicity": {"@id": "http://purl.org/cld/freq/continuous"},
        "dcat:landingPage": {"@id": absolute(f"/{languages.CODES[0]}/open-data/")},
        "dcat:distribution": [
            {
                "@id": absolute(f"{API}/{name}"),
                "@type": "dcat:Distribution",
                "dct:title": _in_all(words),
                "dct:license": {"@id": settings.OPEN_DATA_LICENCE_URL},
                "dcat:downloadURL": {"@id": absolute(f"{API}/{name}")},
                "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{content_type}"},
            }
            for name, content_type, words in one.downloads
        ],
    }


def _publisher() -> dict[str, Any]:
    return {
        "@id": absolute("/#portal"),
        "@type": "foaf:Organization",
        "foaf:name": _in_all(gettext_lazy("Jauap")),
        "foaf:homepage": {"@id": settings.BASE_URL},
    }


def _in_all(words: Any) -> list[dict[str, str]]:
    """The words in each language, as JSON-LD writes it."""
    found = []
    for code in languages.CODES:
        with translation.override(code):
            found.append({"@language": code, "@value": str(words)})
    return found
