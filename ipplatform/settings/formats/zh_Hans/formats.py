"""Chinese pages write `3月9日`: Django's own custom keeps a zero before the month."""

MONTH_DAY_FORMAT = "n月j日"
