"""Known fixes: what a vendor's own texts say to try before anything is shipped, by symptom and family."""


def fixes_for(vendor, symptom, family):
    """The fixes for a symptom and a family's slug (empty: a stranger), the narrowest first, else as in the file."""
    fits = [fix for fix in vendor.fixes if not fix.symptoms or symptom in fix.symptoms]
    fits = [fix for fix in fits if _fits_family(fix, vendor, family)]
    return tuple(sorted(fits, key=lambda fix: bool(fix.symptoms) + bool(fix.families), reverse=True))


def fix_text(fix):
    """A fix as plain lines for a mail: its title, its numbered steps, its doubt, its source."""
    steps = [f"{number}. {step}" for number, step in enumerate(fix.steps, 1)]
    doubt = [fix.doubt] if fix.doubt else []
    return "\n".join([fix.title, *steps, *doubt, f"Source: {fix.origin.title}"])


def _fits_family(fix, vendor, slug):
    if fix.families:
        return slug in fix.families
    # A lens has no firmware: what is meant for an accessory names it.
    return all(family.kind == "camera" for family in vendor.products.families if family.slug == slug)
