"""What the public page, the open data and those who keep copies of it need to know of a published question."""

import django.utils.timezone
from django.db import migrations, models
from django.db.models import F, Sum
from django.db.models.functions import Coalesce

OPEN = ["submitted", "routed", "in_progress", "in_approval", "needs_info", "returned"]


def fill(apps, schema_editor):
    """Brings the rows there are in line with their questions."""
    Question, Published = apps.get_model("qa", "Question"), apps.get_model("qa", "PublishedQuestion")
    Published.objects.update(changed_at=Coalesce(F("withheld_at"), F("last_published_at"), F("asked_at")))
    for question in Question.objects.exclude(visibility="private").iterator():
        lead = question.assignments.filter(role="lead", ended_at__isnull=True).first()
        dates = question.versions.filter(published_at__isnull=False).order_by("number").values_list("published_at", flat=True)
        facts = {"routed_at": lead.created_at if lead else None, "answer_dates": [at.isoformat() for at in dates]}
        if question.status in OPEN:
            pause = question.pauses.filter(until__isnull=True).first()
            extended = question.extensions.filter(round=question.round).aggregate(days=Sum("working_days"))["days"]
            facts |= {
                "clock_from": question.clock_from,
                "extended_by": extended or 0,
                "paused_since": pause.since if pause else None,
            }
        Published.objects.filter(question=question).update(**facts)


class Migration(migrations.Migration):
    dependencies = [('qa', '0010_safety')]

    operations = [
        migrations.AddField("publishedquestion", "routed_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.AddField("publishedquestion", "answer_dates", models.JSONField(blank=True, default=list, editable=False)),
        migrations.AddField("publishedquestion", "clock_from", models.DateField(blank=True, editable=False, null=True)),
        migrations.AddField(
            "publishedquestion", "extended_by", models.PositiveSmallIntegerField(default=0, editable=False)
        ),
        migrations.AddField("publishedquestion", "paused_by", models.PositiveSmallIntegerField(default=0, editable=False)),
        migrations.AddField("publishedquestion", "paused_since", models.DateField(blank=True, editable=False, null=True)),
        migrations.AddField(
            "publishedquestion",
            "changed_at",
            models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddIndex("publishedquestion", models.Index(fields=["changed_at", "id"], name="published_by_change")),
        migrations.AddIndex(
            "publishedquestion",
            models.Index(
                Coalesce("answered_at", "asked_at", output_field=models.DateTimeField()).desc(),
                F("id").desc(),
                condition=models.Q(("live", True)),
                name="published_by_moment",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
