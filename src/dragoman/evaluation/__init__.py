"""Findings against gold: sentences with one event, sentences with a given pair, and whole pages.

The shape of the gold is told by its content, so that `dragoman evaluate FILE|FOLDER` needs no option.
"""

from dragoman.evaluation.gold import GoldError, evaluate
from dragoman.evaluation.report import Measure, Report

__all__ = ["GoldError", "Measure", "Report", "evaluate"]
