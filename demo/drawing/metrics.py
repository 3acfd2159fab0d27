"""How wide a text is, without a font: enough to break lines so that nothing overflows.

The system stack means a different font on each device. The widths are those of Noto Sans, one of the
wider ones (Roboto, Segoe UI and San Francisco are narrower), each rounded up to a fortieth of the size;
`SLACK` covers what is wider still.
"""

SLACK = 1.04
WIDEST = 1.15

_REGULAR = {
    0.225: "'’",
    0.275: " !,.:;Jijlі·\u00a0",
    0.325: "()`-",
    0.375: "I[]fІ/\\t",
    0.425: '{}"r',
    0.475: "?_гғz",
    0.5: "csзстэ–",
    0.525: "FLvyuузүГ«»",
    0.55: "SkxкхҒ",
    0.575: "$*+0123456789<=>ETYZ^ae|~аеёяәқЕЁТҰҮ×ұ",
    0.6: "VXбвдльЗХ≈✓✕−",
    0.625: "KPRbdghnopquопрчөһБКРУ",
    0.65: "#ABCийнцАВСЬЭЯ",
    0.7: "ңҚъДЧЪҺ",
    0.75: "фЛ&DGHUжмНПЦӘ",
    0.8: "NИЙҢOQwыОӨ…",
    0.85: "Ф%ю",
    0.9: "ЖЫ@ш",
    0.95: "MщМWm",
    1.05: "—№ШЩ",
    1.1: "Ю",
}
_BOLD = {
    0.225: "’",
    0.275: " '\u00a0",
    0.3: "!,.:;·",
    0.325: "-ijlі",
    0.375: "()J[]`",
    0.425: "If{}І/\\_",
    0.475: 't"r',
    0.5: "?szгғ–",
    0.55: "cсэ*F",
    0.575: "$+0123456789<=>ELS^vy|~зтуұүГЕЁҒ×",
    0.6: "TZexеёхяәТ≈✓✕−",
    0.65: "YakoабкоьөҰҮ«»#CPVbdgpqвлрБЗРСЬ",
    0.7: "BKRXhnuднпчқһВКУХЭЯAцА",
    0.75: "Gийъ&DңЛПЧЪҺ",
    0.8: "HUДНҚOQОЦӨ",
    0.85: "NфИЙӘмыҢ",
    0.9: "wжФ…@ю",
    0.95: "%ЫMЖМ",
    1.0: "Wшmщ—",
    1.1: "№Ю",
    1.15: "ШЩ",
}


def _by_letter(groups: dict[float, str]) -> dict[str, float]:
    return {letter: width for width, letters in groups.items() for letter in letters}


_WIDTHS = {False: _by_letter(_REGULAR), True: _by_letter(_BOLD)}


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width that `text` takes at most at `size`; an unknown letter counts as the widest."""
    widths = _WIDTHS[bold]
    return sum(widths.get(letter, WIDEST) for letter in text) * size * SLACK


def _pieces(word: str, size: float, width: float, bold: bool) -> list[str]:
    """Cut a word that alone is wider than `width`; every piece but the last ends in a hyphen."""
    if text_width(word, size, bold) <= width:
        return [word]
    pieces, piece = [], ""
    for letter in word:
        if piece and text_width(piece + letter + "-", size, bold) > width:
            pieces.append(piece + "-")
            piece = ""
        piece += letter
    return [*pieces, piece]


def wrap(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """Break `text` into lines no wider than `width`; a no-break space holds its neighbours together."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, size, width, bold)
        lines.extend(whole)
    return [*lines, line] if line else lines


def balance(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """Wrap into as few lines as `wrap` would, of lengths as even as possible: for headings."""
    lines = wrap(text, size, width, bold)
    narrow, wide = width / 2, width
    while wide - narrow > size / 4:
        middle = (narrow + wide) / 2
        tried = wrap(text, size, middle, bold)
        if len(tried) <= len(lines) and not any(line.endswith("-") for line in tried):
            wide, lines = middle, tried
        else:
            narrow = middle
    return lines
