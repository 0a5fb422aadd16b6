"""Bibliography keys as readable references."""

from govgraph.text import Language


def reference(key: str, lang: Language) -> str:
    """Return the reference that a bibliography key stands for."""
    return key
