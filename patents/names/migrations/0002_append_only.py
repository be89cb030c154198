from django.db import migrations

from ipplatform.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("patent_names", "0001_initial")]
    operations = [AppendOnly("NameGroupEvent")]
