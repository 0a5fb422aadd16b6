"""Four different counts: registered, accepted, concluded, confirmed."""

from govgraph.casework.yardsticks.caseload import Caseload
from govgraph.casework.yardsticks.catalogue import yardstick
from govgraph.measures.catalogue import Wording


@yardstick(
    en=Wording(
        "Registered cases",
        "Number of cases that were lodged, petitions brought again included.",
        "Higher: more work.",
    ),
    zh=Wording("登记件数", "提出并登记的办件数，含重复提出的。", "数值越大，工作量越大。"),
    formula=r"|C|",
    holds="cases",
    higher="depends",
)
def registered(caseload: Caseload) -> int:
    """Return the number of cases lodged."""
    return len(caseload.cases)


@yardstick(
    en=Wording(
        "Accepted cases",
        "Number of cases that some unit took on: it worked on them beyond receiving and "
        "forwarding, and neither returned nor passed them on.",
        "Higher: fewer cases that nobody takes on.",
    ),
    zh=Wording(
        "受理件数",
        "有单位实际承接办理的办件数：不只是收件、转件，也未退回或推给他人。",
        "数值越大，无人承接的办件越少。",
    ),
    formula=r"|\{c : t_{\mathrm{accepted}}(c) \le T\}|",
    holds="cases",
    higher="better",
)
def accepted(caseload: Caseload) -> int:
    """Return the number of cases that some unit took on."""
    return int(caseload.cases["accepted"].notna().sum())


@yardstick(
    en=Wording(
        "Concluded cases",
        "Number of cases that were settled. Cases given up or stuck are not.",
        "Higher: more is settled.",
    ),
    zh=Wording("办结件数", "已办结的办件数，不含放弃和搁置的。", "数值越大，办结越多。"),
    formula=r"|S|",
    holds="cases",
    higher="better",
)
def concluded(caseload: Caseload) -> int:
    """Return the number of cases settled."""
    return int((caseload.cases["end"] == "settled").sum())


@yardstick(
    en=Wording(
        "Confirmed cases",
        "Number of settled cases whose outcome the person is content with.",
        "Higher: more is settled in the eyes of those concerned.",
        undefined="Undefined where the log never says whether a person is content.",
    ),
    zh=Wording(
        "群众认可件数",
        "当事人认可结果的办结件数。",
        "数值越大，群众眼中真正解决的越多。",
        undefined="日志未记录当事人是否认可时无定义。",
    ),
    formula=r"|\{c \in S : \mathtt{confirmed}(c)\}|",
    holds="cases",
    higher="better",
)
def confirmed(caseload: Caseload) -> int:
    """Return the number of settled cases whose outcome the person is content with."""
    cases = caseload.settled()
    content = caseload.stated(cases, "confirmed", "no_confirmation")
    return int(content.fillna(value=False).sum())
