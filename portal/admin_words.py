"""English that stands in the code of packages, where no catalogue reaches it: put right here, in one place.

`mend` is called once when the portal starts; the texts of screens are replaced in the browser (admin_words.js).
"""

from typing import Any, Final

from django.conf.locale import LANG_INFO
from django.templatetags.static import static
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy

from portal import languages

# wagtail-localize writes days with English months whoever reads them; figures are the same for all.
DAY: Final = "%d.%m.%Y"


def mend() -> None:
    """Puts right what packages say in English or wrongly in Kazakh whatever the catalogues hold."""
    from wagtail.admin.paginator import WagtailPaginator
    from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
    from wagtail_localize import models
    from wagtail_localize.views import edit_translation
    from wagtail_localize.views.report import TranslationsReportFilterSet

    for code, name in languages.NAMES.items():
        LANG_INFO[code]["name_local"] = name  # "Қазақ", says Django, which is a person
    WagtailPaginator.items_count_label = property(count_label)
    for module in (models, edit_translation):
        module.DATE_FORMAT = DAY
    DefaultPageForm.base_fields["include_descendants"].label = gettext_lazy("Child pages, too")
    filters: Any = TranslationsReportFilterSet.base_filters
    filters["source_locale"].label = gettext_lazy("Language of the original")
    filters["target_locale"].label = gettext_lazy("Language of the translation")


def count_label(paginator: Any) -> str:
    """How many there are. Wagtail puts the plural after the figure, which is wrong in Kazakh and in Russian."""
    return gettext("In all: %(number)s") % {"number": paginator.count}


def script() -> SafeString:
    """What replaces the English of screens in the browser; nothing for who reads English."""
    if get_language() == "en":
        return SafeString("")
    words = {
        "texts": {"More actions": gettext("More actions"), "True": gettext("Yes"), "False": gettext("No")},
        "labels": {"Actions": gettext("Actions"), "Search": gettext("Search")},
        "pair": gettext("Translation: from {source} into {target}"),
    }
    return format_html(
        '{}<script defer src="{}"></script>', json_script(words, "admin-words"), static("portal/js/admin_words.js")
    )
