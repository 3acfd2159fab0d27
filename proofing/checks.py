"""The checks that hold for every page, and their words. Rooms add their own (`press.checks`)."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.models import Page
from wagtail_localize.models import Translation

from directory.models import Agency
from portal import languages
from portal.translations import original_of
from proofing import leading, spelling
from proofing.registry import Check, Proof, Words, register
from proofing.rules import headings, personal, pictures, wording
from proofing.rules.reading import Hit, Piece, Severity, excerpt
from proofing.rules.spelling import words as words_of

STOPS, WARNS, SUGGESTS = Severity.STOPS, Severity.WARNS, Severity.SUGGESTS
WORDS_SHOWN: Final = 12
LINKS_SHOWN: Final = 80  # characters of an address


def _pictures(proof: Proof) -> Iterator[Hit]:
    return pictures.check(proof.pictures)


def _headings(proof: Proof) -> Iterator[Hit]:
    yield from headings.check(proof.pieces)
    if headings.ends_with_heading(proof.blocks):
        yield Hit("heading-last", proof.at_field("body"))


def _personal(proof: Proof) -> Iterator[Hit]:
    phones = Agency.objects.exclude(phone="").values_list("phone", flat=True)
    return personal.check(proof.pieces, {personal.digits_of(phone) for phone in phones})


def _links(proof: Proof) -> Iterator[Hit]:
    yield from wording.links_without_words(proof.pieces)
    targets = list(leading.targets_of(proof.pieces, proof.targets))
    gone, dead = leading.broken(targets, proof.language), leading.dead(targets)
    own = str(proof.page.pk)
    for target in targets:
        if (target.kind, target.key) in gone and (target.kind, target.key) != ("page", own):
            yield Hit(f"link-{target.kind}", target.where, {"text": target.key[:LINKS_SHOWN]})
        elif target.key in dead:
            fault = dead[target.key].get_fault_display()
            yield Hit("link-dead", target.where, {"text": target.key[:LINKS_SHOWN], "fault": fault})


def _language(proof: Proof) -> Iterator[Hit]:
    for hit in wording.other_language(proof.pieces, proof.language):
        yield Hit(hit.code, hit.where, {**hit.values, "language": languages.NAMES[hit.values["language"]]})


def _dates(proof: Proof) -> Iterator[Hit]:
    page, at = proof.page, proof.at
    begins = max(page.go_live_at or at, at)
    if page.expire_at and page.expire_at <= begins:
        yield Hit("expires-before", proof.at_field("expire_at"))
    if page.published_at and page.published_at > begins:
        yield Hit("published-later", proof.at_field("published_at"))
    if page.data_received and page.data_received > begins.date():
        yield Hit("received-later", proof.at_field("data_received"))


def _translations(proof: Proof) -> Iterator[Hit]:
    page = proof.page
    if not page.pk:
        return
    original = original_of(page)
    if original.pk != page.pk:
        row = Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        ).first()
        total, done = row.get_progress() if row else (0, 0)
        if done < total:
            yield Hit("translation-unfinished", proof.at_field("title"), {"left": total - done, "total": total})
        return
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    there = {row.locale.language_code: row for row in others.select_related("locale")}
    missing = [languages.NAMES[code] for code in languages.CODES if code not in there and code != proof.language]
    if missing:
        yield Hit("translation-missing", proof.at_field("title"), {"languages": ", ".join(missing)})
    if page.live and page.has_unpublished_changes:
        stale = [languages.NAMES[code] for code in languages.CODES if code in there and there[code].live]
        if stale:
            yield Hit("translation-stale", proof.at_field("title"), {"languages": ", ".join(stale)})


def _spelling(proof: Proof) -> Iterator[Hit]:
    if proof.language != "kk":
        return
    texts = [_in_kazakh(piece) for piece in proof.pieces]
    try:
        odd = spelling.strange(texts)
    except spelling.Silent:
        yield Hit("spelling-absent", proof.at_field("title"))
        return
    better = spelling.better(sorted(odd)[:WORDS_SHOWN]) if odd else {}
    told: set[str] = set()
    for piece, text in zip(proof.pieces, texts, strict=True):
        found = [word for word in dict.fromkeys(words_of(text)) if word in odd and word not in told]
        told |= set(found)
        if found:
            shown = [_proposed(word, better.get(word, [])) for word in found[:WORDS_SHOWN]]
            yield Hit("spelling", piece.where, {"words": ", ".join(shown) + ("…" if len(found) > WORDS_SHOWN else "")})


def _in_kazakh(piece: Piece) -> str:
    """The text of a piece without its paragraphs in other languages."""
    return "\n".join(line for line in piece.plain.split("\n") if wording.language_of(line) in {"", "kk"})


def _proposed(word: str, better: list[str]) -> str:
    return f"{word} ({' / '.join(better)}?)" if better else word


def _plain(proof: Proof) -> Iterator[Hit]:
    """A text that was never cleaned of what Word and its like leave behind."""
    for piece in proof.pieces:
        if "mso-" in piece.text or "<o:p>" in piece.text or 'class="Mso' in piece.text:
            yield Hit("word-markup", piece.where, {"text": excerpt(piece.plain)})


PICTURES: Final = {
    "picture-without-text": Words(
        STOPS,
        _("A picture has no text."),
        _("Say in one sentence what it shows: those who cannot see it hear this sentence. The law asks for it."),
    ),
    "picture-named": Words(
        WARNS,
        _("The text of a picture is the name of its file: %(text)s"),
        _("Say in one sentence what the picture shows."),
    ),
    "picture-heavy": Words(
        SUGGESTS,
        _("A picture is very heavy: %(megabytes)d MB."),
        _("Save it smaller: 2,600 pixels of width are enough for every page."),
    ),
    "picture-small": Words(
        SUGGESTS,
        _("A picture is only %(width)d pixels wide; %(wanted)d are needed to be sharp."),
        _("Choose a larger one, if there is one."),
    ),
}
HEADINGS: Final = {
    "heading-empty": Words(WARNS, _("A heading is empty."), _("Write its words, or remove it.")),
    "heading-skips": Words(
        WARNS,
        _("A level of headings is left out before: %(heading)s (level %(level)d)"),
        _("Those who listen to the page lose their way. Use the next level."),
    ),
    "heading-bold": Words(
        SUGGESTS,
        _("A bold line looks like a heading: %(text)s"),
        _("If it is one, make it a heading: screen readers and the contents of the page know only these."),
    ),
    "heading-last": Words(
        SUGGESTS, _("Nothing comes under the last heading."), _("Write what belongs there, or remove it.")
    ),
}
PERSONAL: Final = {
    "personal-iin": Words(
        STOPS,
        _("There is an IIN in the text: %(text)s"),
        _("An IIN is personal data and is never published. Remove it."),
    ),
    "personal-card": Words(
        WARNS, _("This looks like the number of a bank card: %(text)s"), _("If it is one, remove it.")
    ),
    "personal-phone": Words(
        WARNS,
        _("This looks like a private mobile number: %(text)s"),
        _("If it is not an official contact, remove it. Numbers of agencies in the directory are not asked about."),
    ),
}
LINKS: Final = {
    "link-empty": Words(WARNS, _("A link has no words."), _("Nobody sees or hears it. Write its words, or remove it.")),
    "link-says-nothing": Words(
        SUGGESTS,
        _("The words of a link do not say where it leads: %(text)s"),
        _("Screen readers list links by their words alone. Name what is behind it."),
    ),
    "link-page": Words(
        WARNS,
        _("A link leads to a page that is not published or was deleted (no. %(text)s)."),
        _("Publish that page first, or choose another."),
    ),
    "link-document": Words(
        WARNS,
        _("A link leads to a file that was deleted (no. %(text)s)."),
        _("Choose the file anew, or remove the link."),
    ),
    "link-path": Words(
        WARNS, _("There is nothing at this address of the portal: %(text)s"), _("Choose the page in the link's window.")
    ),
    "link-dead": Words(
        WARNS,
        _("An address outside has been dead for days: %(text)s — %(fault)s"),
        _("Find the new address, or an archived copy, or remove the link."),
    ),
}
LANGUAGE: Final = {
    "language-other": Words(
        WARNS,
        _("A text seems to be in another language (%(language)s): %(text)s"),
        _("Readers of this version expect its language. Translate the text, unless it is a quotation."),
    )
}
DATES: Final = {
    "expires-before": Words(
        WARNS, _("The page expires before readers can see it."), _("Move the date of expiry, or empty it.")
    ),
    "published-later": Words(
        WARNS,
        _("The date of publication is in the future, but the page appears now."),
        _("Set the time of publication in the panel “Status”, or empty the date."),
    ),
    "received-later": Words(WARNS, _("The day on which the facts came in is in the future."), _("Mend the date.")),
}
TRANSLATIONS: Final = {
    "translation-unfinished": Words(
        WARNS,
        ngettext_lazy(
            "%(left)d of %(total)d pieces of the text is not translated.",
            "%(left)d of %(total)d pieces of the text are not translated.",
            "left",
        ),
        _("Readers see them in the language of the original. Finish the translation."),
    ),
    "translation-missing": Words(
        SUGGESTS,
        _("There is no version yet in: %(languages)s"),
        _("“Translate this page” begins one. Until then readers are shown the versions there are."),
    ),
    "translation-stale": Words(
        SUGGESTS,
        _("These versions stay as they were: %(languages)s"),
        _("After publishing, bring them up to date with “Sync translated pages”."),
    ),
}
SPELLING: Final = {
    "spelling": Words(
        SUGGESTS,
        _("Words that the Kazakh dictionary does not know: %(words)s"),
        _("Look at them once more. The dictionary is small: names and new words may well be right."),
    ),
    "spelling-absent": Words(
        SUGGESTS,
        _("Kazakh spelling is not checked: the dictionary is not installed on this host."),
        _("Ask whoever runs the portal to install hunspell and hunspell-kk."),
    ),
}
MARKUP: Final = {
    "word-markup": Words(
        WARNS,
        _("There is markup of Word in a text: %(text)s"),
        _("Paste it again without formatting (Ctrl+Shift+V)."),
    )
}


def register_all() -> None:
    """The checks of every page, in the order in which findings of the same weight are shown."""
    register(
        Check("pictures", _pictures, PICTURES),
        Check("personal", _personal, PERSONAL),
        Check("headings", _headings, HEADINGS),
        Check("links", _links, LINKS),
        Check("language", _language, LANGUAGE),
        Check("dates", _dates, DATES),
        Check("translations", _translations, TRANSLATIONS),
        Check("markup", _plain, MARKUP),
        Check("spelling", _spelling, SPELLING, decides=False),
    )
