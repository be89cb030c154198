"""Bad input made by chance and a seed: files of every import format, expressions of the search language.

The scripts `scripts/fuzz_files.py` and `scripts/fuzz_expressions.py` run any number of it; the suite runs a few.
"""
