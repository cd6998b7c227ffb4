"""What the operator settles: kiosk.toml, and what each of its values may be."""
