from typing import Any

from django.db import migrations, models

from ipplatform.audit.append_only import triggers_create


def append_only_again(apps: Any, schema_editor: Any) -> None:
    """SQLite makes the table anew for a column and leaves the old one's triggers behind."""
    triggers_create(schema_editor.connection, {apps.get_model("reports", "Dataset")._meta.db_table})


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_append_only")]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, append_only_again),
        migrations.AddField(
            model_name="dataset",
            name="names",
            field=models.CharField(
                choices=[("raw", "来源原文"), ("normalised", "自动归一"), ("approved", "人工归并")],
                default="approved",
                max_length=20,
                verbose_name="申请人名称",
            ),
        ),
        migrations.RunPython(append_only_again, migrations.RunPython.noop),
    ]
