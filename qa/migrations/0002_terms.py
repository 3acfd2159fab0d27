"""The terms the service starts with. Editors of the terms add rows with a later date; these stay as history."""

from datetime import date

from django.db import migrations

# rules-kz.md: 15 working days is the common term, up to two months' extension; a body that is not competent
# says so within 3 working days. 36 working days fit into any two months of the Kazakh calendar.
TERMS = [
    ("answer", 15, 36),
    ("forward", 3, 0),
    ("reply", 10, 0),
    ("reopen", 10, 0),
    ("reopen_no_reply", 20, 0),
    ("resolve", 10, 0),
]


def add_terms(apps, schema_editor):
    Term = apps.get_model("qa", "Term")
    for key, days, cap in TERMS:
        Term.objects.create(key=key, working_days=days, extension_cap=cap, in_force_from=date(2020, 1, 1))


class Migration(migrations.Migration):
    dependencies = [("qa", "0001_start")]
    operations = [migrations.RunPython(add_terms, migrations.RunPython.noop)]
