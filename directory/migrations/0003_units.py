import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0002_pageregion'),
    ]

    operations = [
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_kk', models.CharField(max_length=255, verbose_name='name in Kazakh')),
                ('name_ru', models.CharField(max_length=255, verbose_name='name in Russian')),
                ('name_en', models.CharField(max_length=255, verbose_name='name in English')),
                ('active', models.BooleanField(default=True, verbose_name='in use')),
                ('order', models.PositiveSmallIntegerField(default=100, verbose_name='order')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='directory.agency', verbose_name='agency')),
            ],
            options={
                'verbose_name': 'unit',
                'verbose_name_plural': 'units',
                'ordering': ('agency', 'order', 'id'),
                'constraints': [models.UniqueConstraint(fields=('agency', 'name_kk'), name='unit_once_per_agency')],
            },
        ),
    ]
