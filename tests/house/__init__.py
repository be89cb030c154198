"""The house as data: its rooms, its source files and its templates, each read once for the architecture tests."""
