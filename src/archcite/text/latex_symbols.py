"""LaTeX's commands for letters, signs and accents: the tables of text.latex_reading."""

from __future__ import annotations

# Accent command -> the combining sign that it puts on the letter that follows.
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "h": "\u0309", "r": "\u030a", "H": "\u030b", "v": "\u030c",
    "U": "\u030e", "G": "\u030f", "f": "\u0311", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "t": "\u0361", "grave": "\u0300", "acute": "\u0301", "hat": "\u0302",
    "tilde": "\u0303", "bar": "\u0304", "breve": "\u0306", "dot": "\u0307", "ddot": "\u0308",
    "check": "\u030c", "textcommabelow": "\u0326", "textogonekcentered": "\u0328",
}  # fmt: skip

_LETTERS = {
    "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ",
    "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ", "textschwa": "ə",
    "imath": "ı", "jmath": "ȷ",
    # Hamza and ayn, as transliterations of Arabic and Hebrew have them; soft and hard signs.
    "textquotesinglbase": "‚", "hamza": "ʾ", "ain": "ʿ", "cprime": "ʹ", "cdprime": "ʺ",
}  # fmt: skip

_SIGNS = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{",
    "rbrace": "}", "textasciitilde": "~", "textasciicircum": "^", "textless": "<",
    "textgreater": ">", "textbar": "|", "textunderscore": "_", "textdollar": "$",
    "textasciigrave": "`", "textquotedbl": '"', "textquotesingle": "'", "textquoteleft": "‘",
    "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "lq": "‘",
    "rq": "’", "dq": '"', "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«",
    "frqq": "»", "flq": "‹", "frq": "›", "guillemotleft": "«", "guillemotright": "»",
    "guillemetleft": "«", "guillemetright": "»", "og": "«", "fg": "»", "guilsinglleft": "‹",
    "guilsinglright": "›", "quotedblbase": "„", "quotesinglbase": "‚", "textendash": "–",
    "textemdash": "—", "textellipsis": "…", "ldots": "…", "dots": "…", "textbullet": "•",
    "bullet": "•", "textperiodcentered": "·", "cdot": "·", "cdots": "⋯", "textdegree": "°",
    "degree": "°", "textsection": "§", "S": "§", "textparagraph": "¶", "P": "¶", "dag": "†",
    "ddag": "‡", "textdagger": "†", "textdaggerdbl": "‡", "copyright": "©", "textcopyright": "©",
    "textregistered": "®", "texttrademark": "™", "pounds": "£", "textsterling": "£",
    "texteuro": "€", "euro": "€", "EUR": "€", "textyen": "¥", "textcent": "¢", "textnumero": "№",
    "textexclamdown": "¡", "textquestiondown": "¿", "textordfeminine": "ª",
    "textordmasculine": "º", "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾",
    "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³", "textmu": "µ",
    "textasteriskcentered": "*", "ast": "∗", "textvisiblespace": "␣", "textnormalbar": "|",
    "textpm": "±", "pm": "±", "mp": "∓", "times": "×", "texttimes": "×", "div": "÷",
    "textdiv": "÷", "infty": "∞", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠",
    "ne": "≠", "approx": "≈", "sim": "∼", "simeq": "≃", "equiv": "≡", "propto": "∝", "ll": "≪",
    "gg": "≫", "to": "→", "rightarrow": "→", "textrightarrow": "→", "leftarrow": "←",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐", "uparrow": "↑",
    "downarrow": "↓", "mapsto": "↦", "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏",
    "int": "∫", "sqrt": "√", "surd": "√", "in": "∈", "notin": "∉", "subset": "⊂", "supset": "⊃",
    "subseteq": "⊆", "supseteq": "⊇", "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀",
    "exists": "∃", "neg": "¬", "wedge": "∧", "vee": "∨", "oplus": "⊕", "otimes": "⊗",
    "perp": "⊥", "parallel": "∥", "circ": "∘", "star": "⋆", "prime": "′", "ell": "ℓ",
    "hbar": "ℏ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "langle": "⟨", "rangle": "⟩",
    "odot": "⊙", "sun": "☉", "vert": "|", "mid": "|", "lbrack": "[", "rbrack": "]",
    "flat": "♭", "sharp": "♯", "natural": "♮", "checkmark": "✓",
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "XeTeX": "XeTeX",
    "log": "log", "ln": "ln", "sin": "sin", "cos": "cos", "tan": "tan", "min": "min",
    "max": "max", "exp": "exp", "lim": "lim",
    "space": " ", "nobreakspace": "\u00a0", "quad": " ", "qquad": " ", "enspace": " ",
    "thinspace": "\u2009", "newline": " ", "par": " ", "linebreak": " ", "slash": "/",
    "textsuperscript": "", "bibrangedash": "–", "autocap": "", "adddot": ".", "addcomma": ",",
    "addspace": " ", "addnbspace": "\u00a0", "isdot": "", "textnonbreakinghyphen": "‑",
    "hyphen": "-", "textendashfw": "–", "bibstring": "",
}  # fmt: skip

_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "varpi": "ϖ", "rho": "ρ",
    "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip

# A command of one sign -> what it prints; the accents are not among them.
_SHORT = {
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ",
    "\\": " ", ",": "\u2009", ";": " ", ":": " ", "!": "", "/": "", "-": "", "@": "", "|": "‖",
    "*": "", "(": "", ")": "", "[": "", "]": "", ">": "", "<": "", "+": "",
}  # fmt: skip

SYMBOLS = {**_LETTERS, **_SIGNS, **_GREEK, **_SHORT}

# Command -> the CSL-JSON markup that its argument stands in; "" where the argument stays as it is.
LOOKS = {
    "emph": "i", "textit": "i", "textsl": "i", "mkbibemph": "i", "mkbibitalic": "i",
    "mathit": "i", "textbf": "b", "mkbibbold": "b", "mathbf": "b", "textsuperscript": "sup",
    "mkbibsuperscript": "sup", "textsubscript": "sub", "mkbibsubscript": "sub", "textsc": "sc",
}  # fmt: skip

# The same, of commands that hold to the end of their group.
SWITCHES = {
    "em": "i", "it": "i", "itshape": "i", "sl": "i", "slshape": "i", "bf": "b", "bfseries": "b",
    "sc": "sc", "scshape": "sc", "rm": "", "rmfamily": "", "upshape": "", "normalfont": "",
    "tt": "", "ttfamily": "", "sf": "", "sffamily": "", "small": "", "footnotesize": "",
    "normalsize": "", "relax": "", "bgroup": "", "egroup": "", "protect": "", "noopsort": "",
    "displaystyle": "", "left": "", "right": "", "limits": "", "allowbreak": "", "null": "",
}  # fmt: skip

# Commands whose first argument prints nothing, and those all of whose arguments are left out.
SECOND_COUNTS = frozenset(
    "href textcolor foreignlanguage textlang texorpdfstring hyperref textgreek fontsize".split()
)
SILENT = frozenset("noopsort label index hspace vspace phantom hphantom nocite vphantom".split())
QUOTES = {"enquote": ("“", "”"), "mkbibquote": ("“", "”"), "mkbibparens": ("(", ")"),
          "mkbibbrackets": ("[", "]")}  # fmt: skip
