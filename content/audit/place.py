"""Where a tree may be put, and how it gets there."""

from content.errors import ContentError


def check_place(folder):
    """Refuse to publish over anything but an earlier site: what stands in the folder is removed."""
    holds = {path.name for path in folder.iterdir()} if folder.is_dir() else {"a file"} if folder.exists() else set()
    if holds and (".git" in holds or "sitemap.xml" not in holds):
        raise ContentError("--out", folder, "holds something else than a built site; name an empty or a new folder")


def swap(fresh, out, last):
    """Put a whole tree in place of the one that stood there: nobody is served half a site, and none is lost."""
    if stood := out.exists():
        out.rename(last)
    try:
        fresh.rename(out)
    except OSError:
        if stood:
            last.rename(out)
        raise
