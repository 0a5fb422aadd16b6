"""The few measures that every guard takes: one from each question that reforms are sold with."""

#: Measures of the whole structure that null reforms, attribution and transitions take by default:
#: how far apart units that must act together are (`coordination`, over all pairs and over pairs
#: that share a matter), the four fragmentations, how much only the top can arbitrate, the widest
#: span and the number of layers, the load of officials, responsibility without power (owned, and
#: owned or callable), and the control that a chain of command retains. So a path gain never stands
#: without what delayering costs.
HEADLINE: tuple[str, ...] = (
    "coordination.average",
    "coordination.matter_average",
    "coordination.unreachable",
    "profile.power",
    "profile.function",
    "profile.mechanism",
    "profile.information",
    "arbitration.top_share",
    "span.max",
    "layers.depth",
    "official_load.mean",
    "authority.gap",
    "authority.gap_callable",
    "control.mean_retained",
)
