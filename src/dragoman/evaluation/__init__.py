"""Findings against gold, and the knowledge against its own examples.

Gold is sentences with one event, sentences with a given pair, pages with their hidden date, or whole pages; its shape
is told by its content, so that `dragoman evaluate FILE|FOLDER` needs no option.
"""

from dragoman.evaluation.gold import GoldError, evaluate, evaluate_dates
from dragoman.evaluation.knowledge_add import Proposal, ProposalError, propose
from dragoman.evaluation.knowledge_check import CheckError, KnowledgeReport, check_knowledge
from dragoman.evaluation.report import Measure, Report

__all__ = [
    "CheckError",
    "GoldError",
    "KnowledgeReport",
    "Measure",
    "Proposal",
    "ProposalError",
    "Report",
    "check_knowledge",
    "evaluate",
    "evaluate_dates",
    "propose",
]
