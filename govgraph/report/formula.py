"""Formulas: the LaTeX of the catalogue as MathML, which browsers draw without any library."""

import re
from collections.abc import Iterator
from html import escape

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[0-9]+(?:\.[0-9]+)?|[A-Za-z]|\s+|.", re.DOTALL)
_LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ",
    "omega": "ω", "ell": "ℓ", "Delta": "Δ", "Omega": "Ω", "Gamma": "Γ", "Pi": "Π", "emptyset": "∅",
    "infty": "∞", "ldots": "…", "cdots": "⋯", "dots": "…", "top": "⊤",
}  # fmt: skip
_OPERATORS = {
    "sum": "∑", "prod": "∏", "cup": "∪", "cap": "∩", "bigcup": "⋃", "bigcap": "⋂", "in": "∈",
    "notin": "∉", "ne": "≠", "neq": "≠", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "lt": "<",
    "gt": ">", "to": "→", "rightarrow": "→", "times": "×", "cdot": "·", "setminus": "∖",
    "subseteq": "⊆", "subset": "⊂", "colon": ":", "mid": "|", "lvert": "|", "rvert": "|",
    "land": "∧", "lor": "∨", "wedge": "∧", "neg": "¬", "forall": "∀", "exists": "∃",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "pm": "±", "approx": "≈", "equiv": "≡",
    "lceil": "⌈", "rceil": "⌉", "lfloor": "⌊", "rfloor": "⌋", "langle": "⟨", "rangle": "⟩",
    "preceq": "⪯", "prec": "≺", "leadsto": "⇝", "rightsquigarrow": "⇝", "vert": "|", "circ": "∘",
    "{": "{", "}": "}", "|": "‖", "%": "%", "&": "&", "_": "_", "#": "#",
}  # fmt: skip
_FUNCTIONS = frozenset({"max", "min", "log", "ln", "exp", "median", "arg", "Pr", "det", "deg"})
_SPACES = {",": "0.17em", ":": "0.22em", ";": "0.28em", "!": "0", " ": "0.33em", "quad": "1em",
           "qquad": "2em"}  # fmt: skip
_TEXTS = frozenset({"text", "mathrm", "operatorname", "textrm", "mathit", "mathsf", "mathbf"})
_ACCENTS = {"bar": "¯", "overline": "¯", "hat": "^", "tilde": "~", "vec": "→"}
_ABOVE_BELOW = frozenset({"∑", "∏", "⋃", "⋂", "max", "min"})
_IGNORED = frozenset({"left", "right", "limits", "nolimits", "displaystyle", "bigl", "bigr",
                      "big", "Big", "mathopen", "mathclose"})  # fmt: skip


def mathml(latex: str) -> str:
    """Return a formula as a MathML element that carries its LaTeX as an annotation.

    Parameters
    ----------
    latex : str
        Formula in the LaTeX that the catalogue uses, without delimiters.

    Returns
    -------
    str
        A ``<math>`` element; everything in it is escaped.

    Raises
    ------
    ValueError
        For a command that is not known here: a fault of the catalogue, not of a user.

    Examples
    --------
    >>> mathml("x_i").partition("<annotation")[0]
    '<math display="block"><semantics><msub><mi>x</mi><mi>i</mi></msub>'
    """
    parsed = _Parser(latex).everything()
    note = f'<annotation encoding="application/x-tex">{escape(latex)}</annotation>'
    return f'<math display="block"><semantics>{parsed}{note}</semantics></math>'


class _Parser:
    """A recursive descent over the tokens of one formula."""

    def __init__(self, latex: str) -> None:
        self.latex = latex
        self.tokens = _TOKEN.findall(latex)
        self.at = 0

    def everything(self) -> str:
        return _row(self.until(""))

    def until(self, end: str) -> list[str]:
        """Parse up to a closing token and step over it."""
        parts: list[str] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if end and token == end:
                self.at += 1
                return parts
            parts.extend(self.scripted())
        if end:
            self.fail(end)
        return parts

    def scripted(self) -> Iterator[str]:
        """Parse one atom with what hangs below and above it."""
        atom = self.atom()
        if atom is None:
            return
        below = above = ""
        while (mark := self.peek()) in {"_", "^", "'"}:
            self.at += 1
            if mark == "_":
                below = self.argument()
            else:
                above = "<mo>′</mo>" if mark == "'" else self.argument()
        yield _attach(atom, below, above)

    def peek(self) -> str:
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def argument(self) -> str:
        self.peek()
        return self.atom() or "<mrow></mrow>"

    def atom(self) -> str | None:
        token = self.tokens[self.at]
        self.at += 1
        if token == "{":
            return _row(self.until("}"))
        if token.startswith("\\") and len(token) > 1:
            return self.command(token[1:])
        return _character(token)

    def command(self, name: str) -> str | None:
        if name in _IGNORED:
            return None
        if name in _SPACES:
            return f'<mspace width="{_SPACES[name]}"/>'
        if name in _LETTERS:
            return f"<mi>{_LETTERS[name]}</mi>"
        if name in _OPERATORS:
            return f"<mo>{escape(_OPERATORS[name])}</mo>"
        if name in _FUNCTIONS:
            return f"<mo>{name}</mo>"
        return self.with_arguments(name)

    def with_arguments(self, name: str) -> str:
        if name in {"frac", "tfrac", "dfrac"}:
            return f"<mfrac>{self.argument()}{self.argument()}</mfrac>"
        if name == "binom":
            inside = f'<mfrac linethickness="0">{self.argument()}{self.argument()}</mfrac>'
            return f"<mrow><mo>(</mo>{inside}<mo>)</mo></mrow>"
        if name == "sqrt":
            return f"<msqrt>{self.argument()}</msqrt>"
        if name in _ACCENTS:
            return f'<mover accent="true">{self.argument()}<mo>{_ACCENTS[name]}</mo></mover>'
        if name in _TEXTS:
            return f"<mtext>{escape(self.literal())}</mtext>"
        return self.fail("\\" + name)

    def literal(self) -> str:
        """Return the text of a braced argument as it stands."""
        if self.peek() != "{":
            self.fail("{")
        start = self.at + 1
        end = self.tokens.index("}", start)
        self.at = end + 1
        return "".join(self.tokens[start:end]).replace("\\", "")

    def fail(self, what: str) -> str:
        message = f"{what} is not understood in the formula {self.latex}"
        raise ValueError(message)


def _character(token: str) -> str | None:
    if token.isspace():
        return None
    if token == "~":
        return '<mspace width="0.33em"/>'
    if token[0].isdigit():
        return f"<mn>{token}</mn>"
    if token.isalpha():
        return f"<mi>{token}</mi>"
    return f"<mo>{escape('−' if token == '-' else token)}</mo>"


def _attach(atom: str, below: str, above: str) -> str:
    limits = any(f"<mo>{operator}</mo>" == atom for operator in _ABOVE_BELOW)
    under, over, both = ("munder", "mover", "munderover") if limits else ("msub", "msup", "msubsup")
    if below and above:
        return f"<{both}>{atom}{below}{above}</{both}>"
    if below:
        return f"<{under}>{atom}{below}</{under}>"
    return f"<{over}>{atom}{above}</{over}>" if above else atom


def _row(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"<mrow>{''.join(parts)}</mrow>"
