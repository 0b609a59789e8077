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
}
FORMS = {
    "serif 9": "body { font: 9pt 'DejaVu Serif' } @page { size: A4; margin: 22mm }",
    "sans 8 wide": "body { font: 8pt 'DejaVu Sans' } @page { size: A4 landscape; margin: 18mm }",
    "condensed 10": "body { font: 10pt 'DejaVu Sans Condensed' } @page { size: A4; margin: 20mm }",
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
