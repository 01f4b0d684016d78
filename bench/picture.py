"""The ratios as a picture: bars in SVG, in the colours of whoever looks at it."""

from collections.abc import Iterator, Mapping
from html import escape

from bench.contestants import BROADSHEET, OURS_ALL
from bench.outcome import Outcome

_WIDTH, _LABELS, _FIGURES = 760, 208, 150
_LINE, _BAR, _TITLE, _MARGIN = 20, 14, 34, 12

_STYLE = """
    text { font: 12px system-ui, sans-serif; fill: #1f2328 }
    .title { font-weight: 600; font-size: 14px }
    .page { fill: #ffffff }
    .ours { fill: #0969da }
    .other { fill: #8c959f }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .page { fill: #0d1117 }
      .ours { fill: #4493f8 }
      .other { fill: #6e7681 }
    }
"""


def drawn(outcome: Outcome) -> str:
    """Return an SVG with the requests a second of each server, the fastest first."""
    told = f"Requests/s over {outcome.most_connections} connections, by operation and server"
    body = [_text(_MARGIN, _MARGIN + _BAR, told)]
    top = _MARGIN + _LINE
    for operation in outcome.operations:
        rates = outcome.rates(operation.name)
        body.append(_text(_MARGIN, top + 18, operation.title, "title"))
        top += _TITLE - 6
        body += _bars(rates, top)
        top += _LINE * len(rates) + 6
    size = f'width="{_WIDTH}" height="{top + _MARGIN}" viewBox="0 0 {_WIDTH} {top + _MARGIN}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>',
            f"<title>{told}</title>",
            f"<style>{_STYLE}</style>",
            '<rect class="page" width="100%" height="100%" rx="6"/>',
            *body,
            "</svg>",
            "",
        ]
    )


def _bars(rates: Mapping[str, float], top: int) -> Iterator[str]:
    """Draw one bar for each server. Those of others say what part of ours they are."""
    ours, most = rates.get(BROADSHEET), max(rates.values(), default=1)
    room = _WIDTH - _LABELS - _FIGURES - _MARGIN
    for name, rate in sorted(rates.items(), key=lambda pair: -pair[1]):
        kind = "ours" if name in OURS_ALL else "other"
        length = max(rate / most * room, 1)
        told = f"{rate:,.0f}"
        if ours and name != BROADSHEET:
            told += f" ({rate / ours:.2f} of ours)"
        yield _text(_MARGIN, top + _BAR - 2, name)
        yield f'<rect class="{kind}" x="{_LABELS}" y="{top}" width="{length:.1f}" height="{_BAR}"/>'
        yield _text(_LABELS + length + 6, top + _BAR - 2, told)
        top += _LINE


def _text(left: float, bottom: int, text: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{left:.1f}" y="{bottom}">{escape(text)}</text>'
