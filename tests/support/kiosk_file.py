"""The shortest kiosk.toml of an operator that will do."""

LEAST = """\
name = "Returns"
[operator]
name = "Example Optics"
contact = "returns@optics.example"
imprint = "Example Optics, returns desk"
privacy = "We keep what a return needs."
[mail]
sender = "kiosk@optics.example"
"""
