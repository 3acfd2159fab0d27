"""Units, absences, calendars of due dates, the parts of co-executors, and the steps of the escalation as terms."""

from datetime import date

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


# Working days: co-executors contribute before the answer is due; the officer hears of a date before it comes, the approver and the manager the day after it has passed,
# the coordinator when a week of work has gone by. Later rows change this from their date on.
STEPS = [("contribute", 3), ("due_soon", 3), ("overdue", 1), ("long_overdue", 5)]


def add_steps(apps, schema_editor):
    Term = apps.get_model("qa", "Term")
    for key, days in STEPS:
        Term.objects.create(key=key, working_days=days, in_force_from=date(2020, 1, 1))


def remove_steps(apps, schema_editor):
    apps.get_model("qa", "Term").objects.filter(key__in=[key for key, _days in STEPS]).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0003_units'),
        ('qa', '0007_moderation'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='from')),
                ('until', models.DateField(verbose_name='until')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'absence',
                'verbose_name_plural': 'absences',
                'ordering': ('since', 'id'),
            },
        ),
        migrations.CreateModel(
            name='DueCalendar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(editable=False, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'calendar of due dates',
                'verbose_name_plural': 'calendars of due dates',
            },
        ),
        migrations.RemoveConstraint(
            model_name='reminder',
            name='reminder_once',
        ),
        migrations.AddField(
            model_name='assignment',
            name='ahead',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='assignment',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='assignments', to='directory.unit', verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='membership',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='memberships', to='directory.unit', verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='reminder',
            name='assignment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='qa.assignment'),
        ),
        migrations.AddField(
            model_name='routingrule',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='routing_rules', to='directory.unit', verbose_name='unit'),
        ),
        migrations.AlterField(
            model_name='reminder',
            name='kind',
            field=models.CharField(choices=[('due_soon', 'due soon'), ('overdue', 'overdue'), ('long_overdue', 'long overdue'), ('reply_first', 'first reminder to reply'), ('reply_last', 'last reminder to reply')], max_length=12),
        ),
        migrations.AlterField(
            model_name='term',
            name='key',
            field=models.CharField(choices=[('answer', 'to answer a question'), ('forward', 'for an agency to return what is not its own'), ('reply', 'for the asker to reply to a clarification'), ('reopen', 'for the asker to reopen an answered question'), ('reopen_no_reply', 'for the asker to reopen a question closed without their reply'), ('resolve', 'until an answered question is closed'), ('contribute', 'before the due date: co-executors contribute'), ('due_soon', 'before the due date: the officer is reminded'), ('overdue', 'after the due date: the approver and the manager are told'), ('long_overdue', 'after the due date: the coordinator is told')], max_length=16, verbose_name='what for'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(condition=models.Q(('assignment__isnull', True)), fields=('question', 'kind', 'for_date'), name='reminder_once'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(condition=models.Q(('assignment__isnull', False)), fields=('assignment', 'kind', 'for_date'), name='reminder_once_for_a_part'),
        ),
        migrations.AddField(
            model_name='absence',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to='directory.agency', verbose_name='agency'),
        ),
        migrations.AddField(
            model_name='absence',
            name='officer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to=settings.AUTH_USER_MODEL, verbose_name='who is away'),
        ),
        migrations.AddField(
            model_name='absence',
            name='substitute',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stands_in', to=settings.AUTH_USER_MODEL, verbose_name='who stands in'),
        ),
        migrations.AddField(
            model_name='duecalendar',
            name='user',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='due_calendar', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='absence',
            index=models.Index(fields=['substitute', 'until'], name='absence_of_substitute'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='absence_forward'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(('officer', models.F('substitute')), _negated=True), name='absence_of_another'),
        ),
        migrations.RunPython(add_steps, remove_steps),
    ]
