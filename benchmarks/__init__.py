"""Benchmarks: each prints ratios of two ways in one run; none is a timed test."""
