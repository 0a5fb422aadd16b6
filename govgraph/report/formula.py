"""Formulas: the LaTeX of the catalogue as MathML, which browsers draw without any library."""

import re
from collections.abc import Iterator
from html import escape

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[0-9]+(?:\.[0-9]+)?|[A-Za-z]|\s+|.", re.DOTALL)
_LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ",
    "omega": "ω", "ell": "ℓ", "Delta": "Δ", "Omega": "Ω", "Gamma": "Γ", "Pi": "Π", "emptyset": "∅",
    "infty": "∞", "ldots": "…", "cdots": "⋯", "dots": "…", "top": "⊤", "kappa": "κ", "varphi": "φ",
}  # fmt: skip
_OPERATORS = {
    "sum": "∑", "prod": "∏", "cup": "∪", "cap": "∩", "bigcup": "⋃", "bigcap": "⋂", "in": "∈",
    "notin": "∉", "ne": "≠", "neq": "≠", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "lt": "<",
    "gt": ">", "to": "→", "rightarrow": "→", "times": "×", "cdot": "·", "setminus": "∖",
    "subseteq": "⊆", "subset": "⊂", "colon": ":", "mid": "|", "lvert": "|", "rvert": "|",
    "land": "∧", "lor": "∨", "wedge": "∧", "neg": "¬", "forall": "∀", "exists": "∃", "nexists": "∄",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "pm": "±", "approx": "≈", "bmod": "mod", "equiv": "≡",
    "lceil": "⌈", "rceil": "⌉", "lfloor": "⌊", "rfloor": "⌋", "langle": "⟨", "rangle": "⟩",
    "preceq": "⪯", "prec": "≺", "leadsto": "⇝", "rightsquigarrow": "⇝", "vert": "|", "circ": "∘",
    "{": "{", "}": "}", "|": "‖", "%": "%", "&": "&", "_": "_", "#": "#",
}  # fmt: skip
_FUNCTIONS = frozenset({"max", "min", "log", "ln", "exp", "median", "arg", "Pr", "det", "deg"})
_SPACES = {",": "0.17em", ":": "0.22em", ";": "0.28em", "!": "0", " ": "0.33em", "quad": "1em",
           "qquad": "2em"}  # fmt: skip
_TEXTS = frozenset({"text", "mathrm", "operatorname", "textrm", "mathit", "mathsf", "mathbf"})
_LAYOUTS = {
    "frac": ("<mfrac>", "</mfrac>", 2),
    "tfrac": ("<mfrac>", "</mfrac>", 2),
    "sqrt": ("<msqrt>", "</msqrt>", 1),
    "binom": (
        '<mrow><mo>(</mo><mfrac linethickness="0">',
        "</mfrac><mo>)</mo></mrow>",
        2,
    ),
}
_ACCENTS = {"bar": "¯", "overline": "¯", "hat": "^", "tilde": "~", "vec": "→"}
_SCRIPT = {"B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ"}
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

    Notes
    -----
    A command that is not known here stands as its name; `unknown_commands` lists them, and a test
    sees to it that the catalogue has none.

    Examples
    --------
    >>> mathml("x_i").partition("<annotation")[0]
    '<math display="block"><semantics><msub><mi>x</mi><mi>i</mi></msub>'
    """
    parsed = _Parser(latex).everything()
    note = f'<annotation encoding="application/x-tex">{escape(latex)}</annotation>'
    return f'<math display="block"><semantics>{parsed}{note}</semantics></math>'


def unknown_commands(latex: str) -> tuple[str, ...]:
    r"""Return the commands and unclosed brackets of a formula that are not understood.

    Examples
    --------
    >>> unknown_commands(r"\frac{1}{n}"), unknown_commands(r"\frob n")
    ((), ('frob',))
    """
    parser = _Parser(latex)
    parser.everything()
    return tuple(parser.unknown)


class _Parser:
    """A recursive descent over the tokens of one formula."""

    def __init__(self, latex: str) -> None:
        self.tokens = _TOKEN.findall(latex)
        self.unknown: list[str] = []
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
            self.unknown.append(end)
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
        if not self.peek():
            self.unknown.append("")
            return "<mrow></mrow>"
        return self.atom() or "<mrow></mrow>"

    def atom(self) -> str | None:
        text = self.tokens[self.at]
        self.at += 1
        if text == "{":
            return _row(self.until("}"))
        if text.startswith("\\") and len(text) > 1:
            return self.command(text[1:])
        return _character(text)

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
        if name in _LAYOUTS:
            before, after, count = _LAYOUTS[name]
            return before + "".join(self.argument() for _ in range(count)) + after
        if name in _ACCENTS:
            return f'<mover accent="true">{self.argument()}<mo>{_ACCENTS[name]}</mo></mover>'
        if name in _TEXTS:
            return f"<mtext>{escape(self.literal())}</mtext>"
        if name == "mathcal":
            return f"<mi>{escape(''.join(map(_script, self.literal())))}</mi>"
        self.unknown.append(name)
        return f"<mtext>{escape(name)}</mtext>"

    def literal(self) -> str:
        """Return the text of an argument as it stands: what the braces hold, else one token."""
        first = self.peek()
        self.at += 1
        if first != "{" or "}" not in self.tokens[self.at :]:
            return first
        start, self.at = self.at, self.tokens.index("}", self.at) + 1
        return "".join(self.tokens[start : self.at - 1]).replace("\\", "")


def _script(letter: str) -> str:
    """Return a capital in script."""
    if letter in _SCRIPT:
        return _SCRIPT[letter]
    return chr(0x1D49C + ord(letter) - ord("A")) if "A" <= letter <= "Z" else letter


def _character(text: str) -> str | None:
    if text.isspace():
        return None
    if text == "~":
        return '<mspace width="0.33em"/>'
    if text[0].isdigit():
        return f"<mn>{text}</mn>"
    if text.isalpha():
        return f"<mi>{text}</mi>"
    return f"<mo>{escape(text.replace('-', '−'))}</mo>"


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
