"""The portal's three languages, a front page in each, and the site that begins at the Kazakh one."""

import uuid

from django.db import migrations
from django.utils import timezone

TEXTS = {
    "kk": {
        "slug": "home",
        "title": "Жауап",
        "lead": "Мемлекеттік органдар сұрағыңызға жауап береді. Тіркелу қажет емес.",
        "question_heading": "Сізді не толғандырады?",
        "question_hint": "Алдымен дайын жауаптардан іздейміз. Табылмаса, сұрағыңызды жауапты мемлекеттік органға жібереміз.",
    },
    "ru": {
        "slug": "home-ru",
        "title": "Жауап",
        "lead": "Государственные органы отвечают на ваши вопросы. Регистрация не нужна.",
        "question_heading": "Что вас волнует?",
        "question_hint": "Сначала поищем среди готовых ответов. Если ответа нет, направим вопрос ответственному органу.",
    },
    "en": {
        "slug": "home-en",
        "title": "Jauap",
        "lead": "State bodies answer your questions. You need no account.",
        "question_heading": "What would you like to know?",
        "question_hint": "First we look among the answers already given. If yours is not there, your question goes to the state body responsible.",
    },
}


def make_front_pages(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    HomePage = apps.get_model("home.HomePage")
    Locale = apps.get_model("wagtailcore.Locale")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")

    root = Page.objects.get(depth=1)
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()  # Wagtail's own welcome page
    content_type, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    key, now = uuid.uuid4(), timezone.now()
    pages = []
    for number, (code, texts) in enumerate(TEXTS.items(), start=1):
        locale, _ = Locale.objects.get_or_create(language_code=code)
        pages.append(
            HomePage.objects.create(
                **texts,
                draft_title=texts["title"],
                content_type=content_type,
                path=f"{root.path}{number:04d}",
                depth=2,
                numchild=0,
                url_path=f"/{texts['slug']}/",
                locale=locale,
                translation_key=key,
                live=True,
                has_unpublished_changes=False,
                first_published_at=now,
                last_published_at=now,
                published_at=now,
            )
        )
    root.numchild = len(pages)
    root.save(update_fields=["numchild"])
    Site.objects.create(hostname="localhost", port=80, site_name="Жауап", root_page=pages[0], is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(make_front_pages, migrations.RunPython.noop)]
