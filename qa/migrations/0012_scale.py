from django.db import migrations, models
from django.db.models.functions import Coalesce

# "Find a word in any question" reads an index of three-letter pieces; SQLite has none and reads the rows.
PIECES = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX question_words ON qa_question USING gin (upper(text) gin_trgm_ops)",
    "CREATE INDEX question_number_words ON qa_question USING gin (upper(number::text) gin_trgm_ops)",
)


def add_pieces(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in PIECES:
            schema_editor.execute(statement)


def remove_pieces(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS question_words")
        schema_editor.execute("DROP INDEX IF EXISTS question_number_words")


class Migration(migrations.Migration):

    dependencies = [
        ('qa', '0011_public'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='question',
            name='question_answered',
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('answered_at__isnull', False)), fields=['answered_at', 'working_days'], name='question_answered'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(models.F('quarantined'), models.OrderBy(models.F('urgent'), descending=True), models.F('due_on'), models.F('id'), models.F('barred_moderator'), condition=models.Q(('status__in', ['submitted', 'returned'])), name='question_to_moderate'),
        ),
        migrations.AddIndex(
            model_name='publishedquestion',
            index=models.Index(models.OrderBy(Coalesce('answered_at', 'asked_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('live', True), ('withheld_at__isnull', True)), name='published_list'),
        ),
        migrations.RunPython(add_pieces, remove_pieces),
    ]
