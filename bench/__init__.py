"""Measures that are no tests: accuracy against gold, speed against a bare parse."""
