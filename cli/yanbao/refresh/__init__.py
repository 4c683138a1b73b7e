"""The only room that reaches beyond the project: it pulls tables from their sources, and compares what it has pulled.

Building, checking and previewing never come here.
"""

from yanbao.refresh.outcomes import Outcome, State
from yanbao.refresh.pulling import pull
from yanbao.refresh.revisions import TableDiff, differences
from yanbao.refresh.status import WARNINGS, TableStatus, Word, statuses

__all__ = ["WARNINGS", "Outcome", "State", "TableDiff", "TableStatus", "Word", "differences", "pull", "statuses"]
