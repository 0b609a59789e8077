from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('survey', '0016_catalogues_undone_why'),
    ]

    operations = [
        migrations.AddField(
            model_name='passage',
            name='line',
            field=models.TextField(blank=True, help_text="an answer's line of a CSV file, but for its address at the end"),
        ),
    ]
