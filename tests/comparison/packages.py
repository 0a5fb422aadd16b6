"""A package of six steps on Q County that tests of guards share."""

from functools import cache

import govgraph as gg
from govgraph.model.structure import Structure
from govgraph.reforms.enacting import Step
from govgraph.reforms.operators.create_joint_body import CreateJointBody
from govgraph.reforms.operators.grassroots_call import GrassrootsCall
from govgraph.reforms.operators.merge_units import MergeUnits
from govgraph.reforms.operators.reassign_lead import ReassignLead
from govgraph.reforms.operators.set_portfolio import SetPortfolio
from govgraph.reforms.operators.share_data import ShareData
from govgraph.reforms.proposal import Proposal
from govgraph.reforms.selection import Where


@cache
def county() -> Structure:
    return gg.load("q_county")


@cache
def package() -> Proposal:
    duties = county().duties.query("matter == 'subsidence' and role == 'lead'")
    land = ("Q.housing", "Q.natural_resources")
    steps = (
        MergeUnits(units=("Q.civil_affairs", "Q.veterans"), into="Q.civil_affairs"),
        SetPortfolio(portfolio="Q.dep.land", units=("Q.housing", "Q.urban")),
        ReassignLead(matters="subsidence", source=tuple(duties["unit"]), target="Q.emergency"),
        GrassrootsCall(
            callers=Where(kind="government", level="township"),
            departments=land,
            matters=("demolition", "land"),
            limit_hours=48,
            probability=0.8,
            low=0.5,
            high=0.95,
        ),
        CreateJointBody(
            id="Q.build", name="建设协调组", chair="Q.gov", members=(*land, "Q.urban"), until="2027"
        ),
        ShareData(source="Q.police", target=("Q.petitions", "Q.justice"), mutual=True),
    )
    return Proposal("六步方案", tuple(map(Step, steps)), "A package of six steps")
