import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SearchChange",
            fields=[
                ("sequence", models.BigAutoField(primary_key=True, serialize=False, verbose_name="sequence")),
                ("kind", models.CharField(max_length=40, verbose_name="kind")),
                ("object_id", models.CharField(max_length=100, verbose_name="id")),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="at")),
            ],
            options={
                "verbose_name": "change for search",
                "verbose_name_plural": "changes for search",
                "ordering": ("sequence",),
            },
        ),
    ]
