"""Arguments and options that several commands share."""

from typing import Literal

from govgraph.cli.completion import cases
from govgraph.cli.parameters import FILE, Argument, Option, flag

Level = Literal["low", "medium", "high"]

SOURCE = Argument("source", metavar="SOURCE", shell_complete=cases)
STAGE = Option("stage", "--stage", metavar="STAGE")
KIND = Option("kind", "--kind", metavar="NAME")
CHOICES = Option("option", "--option", "-O", metavar="NAME=VALUE", multiple=True)
RULES = Option("rules", "--rules", metavar="FILE", type=FILE)
OUT = Option("out", "--out", metavar="DIR", type=FILE)
IDS_ONLY = flag("ids_only", "--ids-only")
QUIET = flag("quiet", "--quiet", "-q")
#: The structure a command works on: where it is and how it is read.
STRUCTURE = SOURCE, STAGE, KIND, CHOICES
