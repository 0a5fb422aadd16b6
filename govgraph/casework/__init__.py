"""Case work: how long a matter takes, through how many hands, and where it jams."""

from govgraph.casework.answering import Execution
from govgraph.casework.contrasts import contrast
from govgraph.casework.draws import Design
from govgraph.casework.parameters import PARAMETERS
from govgraph.casework.simulating.calendars import Calendar
from govgraph.casework.simulating.conditions import PLAIN, Conditions, Surge
from govgraph.casework.simulating.plan import Plan
from govgraph.casework.studying import CaseWork, analyse, simulate
from govgraph.casework.sweeping import Sweep, sweep

__all__ = [
    "PARAMETERS",
    "PLAIN",
    "Calendar",
    "CaseWork",
    "Conditions",
    "Design",
    "Execution",
    "Plan",
    "Surge",
    "Sweep",
    "analyse",
    "contrast",
    "simulate",
    "sweep",
]
