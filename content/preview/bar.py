"""The bar above each page of the preview, with all faults; and the page that stands where none can be drawn."""

from jinja2 import Environment, FileSystemLoader

from content.places import CONTENT

HERE = CONTENT / "preview"
ROOT_ADDRESS = "/-/"  # no page of the site stands there
SCRIPT, STYLE, STATE = (f"{ROOT_ADDRESS}{name}" for name in ("preview.js", "preview.css", "state"))
_templates = Environment(loader=FileSystemLoader(HERE), autoescape=True)


def bar(site, findings):
    """The bar as HTML; as long as the site is still being checked it holds what is known so far."""
    checked = findings.stamp == site.stamp
    faults, notes = (findings.faults, findings.notes) if checked else (site.faults.once, [])
    told = {"faults": faults, "notes": notes, "checked": checked, "pages": findings.pages}
    return _templates.get_template("bar.html").render(told)


def with_bar(text, site, findings):
    """A page's HTML with the bar above it; without a text, a page that holds the bar alone."""
    whole = text or _templates.get_template("no_page.html").render()
    above = f'<div id="preview" data-stamp="{site.stamp}">{bar(site, findings)}</div>'
    whole = whole.replace("</head>", f'<link rel="stylesheet" href="{STYLE}">\n</head>', 1)
    whole = whole.replace("<body>", f"<body>\n{above}", 1)
    return whole.replace("</body>", f'<script src="{SCRIPT}"></script>\n</body>', 1)
