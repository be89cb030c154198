from django.db import migrations

from ipplatform.audit.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("deals", "0001_initial")]
    operations = [
        AppendOnly("InquiryEvent"),
        AppendOnly("Interaction"),
        AppendOnly("DataRoomView"),
        AppendOnly("DealEvent"),
        AppendOnly("QuoteEvent"),
        AppendOnly("PaymentEvent"),
        AppendOnly("LandingEvent"),
    ]
