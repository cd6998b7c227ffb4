"""A folder that moved: one line, such as "/old-name/*" = "/new-name/*", takes along all that was published below it."""

ALL = "/*"  # how the line of a folder ends


def is_folder(address):
    """Whether an address of redirects.toml stands for all below it."""
    return isinstance(address, str) and address.endswith(ALL)


def folders_in(redirects):
    """{the beginning of every old address: that of the new one}, the longest first; a vendor's short paths are more."""
    moved = {old[:-1]: new[:-1] for old, new in redirects.items() if is_folder(old) and is_folder(new)}
    vendors = {old: new for old, new in moved.items() if old.count("/") == new.count("/") == 2}
    moved |= {f"/go{old}": f"/go{new}" for old, new in vendors.items()}
    return {old: moved[old] for old in sorted(moved, key=len, reverse=True)}


def spread(redirects, urls, addresses=()):
    """The redirects with a line for each of the published `urls` in place of the line of their folder.

    An address that has a line of its own keeps it, and so does one of the `addresses`, which are pages still.
    """
    found = {old: new for old, new in redirects.items() if not is_folder(old)}
    folders = folders_in(redirects)
    for url in urls:
        folder = next(filter(url.startswith, folders), None)
        if folder and url not in addresses:
            found.setdefault(url, folders[folder] + url.removeprefix(folder))
    # What a folder's line leads to may have a line of its own.
    return {old: found.get(new, new) for old, new in found.items()}
