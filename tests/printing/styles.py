"""How tables are printed: lines, fills, fonts, papers."""

STYLES = {
    "ruled": "th, td { border: .6pt solid #000; padding: 2pt 4pt }",
    "ruled, thick and grey": "th, td { border: 1.5pt solid #888; padding: 3pt } th { background: #ddd }",
    "ruled, apart": "table { border-collapse: separate; border-spacing: 2pt } th, td { border: .6pt solid #000 }",
    "dotted": "th, td { border: .8pt dotted #000; padding: 2pt 4pt }",
    "rules between rows": "th, td { border-top: .6pt solid #000; border-bottom: .6pt solid #000; padding: 2pt 4pt }",
    "open sides": (
        "th, td { border: .6pt solid #000; padding: 2pt 4pt } tr > :first-child { border-left: 0 }"
        " tr > :last-child { border-right: 0 }"
    ),
    "rule below the head": "th { border-bottom: 1pt solid #000 } th, td { padding: 2pt 6pt }",
    "three rules": (
        "table { border-top: 1pt solid; border-bottom: 1pt solid } th { border-bottom: .5pt solid }"
        " th, td { padding: 3pt 6pt }"
    ),
    "columns alone": "table, th, td { border-left: .6pt solid #000; border-right: .6pt solid #000; padding: 3pt 4pt }",
    "frame": "table { border: 1pt solid } th { border-bottom: 1pt solid } th, td { padding: 3pt 6pt }",
    "filled rows": "tbody tr:nth-child(odd) { background: #e4e4e4 } th { background: #bbb } th, td { padding: 3pt }",
    "filled head": "th { background: #ccc } th, td { padding: 3pt 5pt }",
    "white": "th, td { padding: 3pt 6pt }",
    "white, tight": "th, td { padding: 0 4pt }",
    "white, middle": "th, td { padding: 4pt 8pt; vertical-align: middle }",
    "white, bottom": "th, td { padding: 4pt 8pt; vertical-align: bottom }",
    "white, justified": "th, td { padding: 3pt 6pt } td { text-align: justify }",
    "white, centred": "th, td { padding: 3pt 6pt; text-align: center !important }",
    "white, right": "th, td { padding: 2pt 5pt; text-align: right !important }",
    "white, hyphenated": (
        "th, td { padding: 3pt 5pt; hyphens: auto; text-align: justify } table { width: 90% !important }"
    ),
    "double": "th, td { border: 2.5pt double #000; padding: 2pt 4pt }",
    "dashed between rows": "tr { border-bottom: .5pt dashed #555 } th, td { padding: 3pt 4pt }",
    "bottom, rules between rows": "td, th { border-bottom: .5pt solid; padding: 3pt; vertical-align: bottom }",
    "filled columns": "td:nth-child(even), th:nth-child(even) { background: #e8e8e8 } th, td { padding: 2pt 4pt }",
    "filled rows, white lines": (
        "th, td { border: 1pt solid #fff; padding: 3pt 4pt } th { background: #369; color: #fff }"
        " tbody tr:nth-child(even) td { background: #eef }"
    ),
    "filled labels": (
        "tr > :first-child { background: #ddd } th, td { padding: 3pt 5pt; border-bottom: .4pt solid #999 }"
    ),
    "upright heads": (
        "thead tr:last-child th:not(:first-child) { writing-mode: vertical-rl; transform: rotate(180deg) }"
        " th, td { border: .5pt solid; padding: 2pt 4pt }"
    ),
    "frame and columns": (
        "table { border: 1pt solid } th, td { border-left: .5pt solid; padding: 3pt } th { border-bottom: 1pt solid }"
    ),
    "shaded frame": (
        "table { background: #f2f2f2; border-top: 2pt solid; border-bottom: 2pt solid } th, td { padding: 3pt 6pt }"
    ),
    "ruled, bottom": "th, td { border: .5pt solid; padding: 2pt 3pt; vertical-align: bottom }",
    "ruled, narrow": "table { width: 60% !important } th, td { border: .5pt solid; padding: 1pt 2pt; hyphens: auto }",
    "ruled, whole rows": "th, td { border: .5pt solid; padding: 2pt 3pt } tr { break-inside: avoid }",
    "white, whole rows": "th, td { padding: 3pt 6pt } tr { break-inside: avoid }",
    "white, spaced": "th, td { padding: 3pt 8pt; letter-spacing: .4pt; line-height: 1.5 }",
    "white, labels bold": "th, td { padding: 2pt 6pt } tr > :first-child { font-weight: bold }",
    "white, labels indented": "th, td { padding: 2pt 6pt } td:first-child { padding-left: 14pt; text-indent: -8pt }",
}
FORMS = {
    "serif 9": "body { font: 9pt 'DejaVu Serif' } @page { size: A4; margin: 22mm }",
    "sans 8 wide": "body { font: 8pt 'DejaVu Sans' } @page { size: A4 landscape; margin: 18mm }",
    "condensed 10": "body { font: 10pt 'DejaVu Sans Condensed' } @page { size: A4; margin: 20mm }",
    "serif condensed 11": "body { font: 11pt 'DejaVu Serif Condensed' } @page { size: A4 landscape; margin: 15mm }",
    "light 6.5": "body { font: 6.5pt 'DejaVu Sans' } @page { size: A4; margin: 25mm }",
    "mono 7": "body { font: 7pt 'DejaVu Sans Mono' } @page { size: A4; margin: 20mm }",
}
COMMON = (
    "table { border-collapse: collapse; width: 100%%; margin: 8pt 0 } th, td { vertical-align: top; text-align: left }"
    " td.n { text-align: right } td p { margin: 0 0 4pt } thead { display: %(head)s }"
)


def page_of(body: str, style: str, form: str, *, heads_again: bool, narrow: bool = False) -> str:
    """The page to print. `heads_again`: the headings stand on each page; `narrow`: a table as wide as its words."""
    common = COMMON % {"head": "table-header-group" if heads_again else "table-row-group"}
    narrowed = "table { width: auto !important }" if narrow else ""
    css = f"{FORMS[form]} {common} {STYLES[style]} {narrowed}"
    return f'<!doctype html><html lang="de"><meta charset="utf-8"><style>{css}</style><body>{body}</body></html>'
