"""The folder a site is published into: what may be replaced there, and how it is."""

from content.errors import ContentError


def check_output_folder(folder):
    """Refuse to publish over anything but an earlier site: what stands in the folder is removed."""
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else {"a file"} if folder.exists() else set()
    if names and (".git" in names or "sitemap.xml" not in names):
        raise ContentError("--out", folder, "holds something else than a built site; name an empty or a new folder")


def replace_site(fresh, out, last):
    """Put the folder `fresh` in place of `out`, which becomes `last`: nobody is served half a site, none is lost."""
    if replaced := out.exists():
        out.rename(last)
    try:
        fresh.rename(out)
    except OSError:
        if replaced:
            last.rename(out)
        raise
