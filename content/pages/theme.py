"""Colours: the stylesheet, once more in each accent, and the contrast that every pair must have."""

import re
from pathlib import Path

from content.errors import ContentError, refuse

LOOK = ("colours.css", "kiosk.css")  # one stylesheet, in this order
KINDS = {".css": "text/css", ".js": "text/javascript"}
TEXT, PART = 4.5, 3.0  # WCAG 2.2: text, and the parts of controls
WORDS = ("ink", "quiet", "accent", "good", "attention", "stop")
PAIRS = [(words, paper, TEXT) for words in WORDS for paper in ("paper", "card")]
PAIRS += [("on-accent", "accent", TEXT), ("rule", "paper", PART), ("rule", "card", PART)]
DARK = "@media screen and (prefers-color-scheme: dark)"
PROPERTY = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")


def assets(folder, vendors):
    """{file name: (its text, its type)} of the look, and all of it again in each accent; vendors may share one.

    A page then waits for one stylesheet, however many vendors there are.
    """
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}
    look = texts["kiosk.css"] = "".join((folder / name).read_text(encoding="utf-8") for name in LOOK)
    del texts["colours.css"]
    texts |= {vendor.file.theme.sheet: look + accent(vendor.file.theme) for vendor in vendors}
    squeezed = {name: squeeze(text) if name.endswith(".css") else text for name, text in texts.items()}
    return {name: (text, KINDS[Path(name).suffix]) for name, text in squeezed.items()}


def squeeze(css):
    """A stylesheet less its comments and the blanks that say nothing; what stands in quotes stays as it is."""
    plain = re.sub(r"/\*.*?\*/", " ", css, flags=re.S)
    parts = re.split(r'("[^"]*")', plain)  # every other one is in quotes
    return "".join(part if number % 2 else _dense(part) for number, part in enumerate(parts)).strip() + "\n"


def _dense(css):
    css = re.sub(r" *([{};,>~!]) *", r"\1", re.sub(r"\s+", " ", css))
    return css.replace(": ", ":").replace(";}", "}")


def accent(theme):
    """A vendor's accent, light and dark, as the end of a stylesheet."""
    light, dark = (f":root {{ --accent: {colour}; }}\n" for colour in (theme.accent, theme.accent_dark))
    return f"{light}{DARK} {{\n{dark}}}\n"


def check_contrast(css, vendors):
    """Refuse a palette or a vendor's accent that some reader cannot make out."""
    light, dark = palettes(css)
    faults = [*_palette_faults(light, "colours.css", "the light palette")]
    faults += _palette_faults(light | dark, "colours.css", "the dark palette")
    for vendor in vendors:
        file, theme = f"{vendor.slug}/vendor.toml", vendor.file.theme
        faults += _palette_faults(light | {"accent": theme.accent}, file, "theme.accent")
        faults += _palette_faults(light | dark | {"accent": theme.accent_dark}, file, "theme.accent-dark")
    refuse(faults)


def palettes(css):
    """[light, dark]: the colours of the first :root block and of the first one under a dark media query."""
    parts = css.split("prefers-color-scheme: dark", 1)
    return [dict(PROPERTY.findall(part.partition(":root")[2].partition("}")[0])) for part in parts]


def _palette_faults(colours, file, key):
    for front, back, least in PAIRS:
        ratio = contrast(colours[front], colours[back])
        if ratio < least:
            told = f"{front} {colours[front]} on {back} {colours[back]} has contrast {ratio:.2f}; it needs {least}"
            yield ContentError(file, key, f"{told}: choose a colour further apart")


def contrast(colour, other):
    """The WCAG contrast of two #rrggbb colours, 1 to 21."""
    bright, dim = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
