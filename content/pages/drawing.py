"""Draws the pages of a site: any of them alone, by its address, when it is asked for."""

from pathlib import Path
from traceback import extract_tb
from urllib.parse import urlsplit

import msgspec
from jinja2 import Environment, FileSystemLoader, TemplateError, select_autoescape

from content.dates import written
from content.eligibility.revision_in_force import in_force, later_revisions
from content.errors import ContentError
from content.history.published_urls import read_urls, switched_off
from content.history.redirects import read_redirects, redirects_in_place
from content.loading.dealers import read_dealers
from content.pages import links, theme
from content.pages.all_pages import pages_of
from content.pages.page import Page, Site
from content.pages.redirect_pages import moved_answers, moved_pages
from content.places import DEALERS, LOOK, PUBLISHED_URLS, REDIRECTS, TEMPLATES
from content.wording.catalog import read_words
from content.wording.possessive import possessive_on_page

DRAWN_AS_MARKUP = ("html", "xml", "svg")  # in these what a vendor is called may hold & and <


def site_at(base_url, settings, vendors, day, dealers=DEALERS):
    """The Site by the revisions in force on `day`, where `base_url` says it will stand."""
    host, base = urlsplit(base_url), urlsplit(base_url).path.rstrip("/")
    settings = msgspec.structs.replace(settings, url=f"{host.scheme}://{host.netloc}") if host.netloc else settings
    policies = {slug: in_force(vendor, day) for slug, vendor in vendors.items()}
    listed = read_dealers(sorted({*vendors} | switched_off(vendors)), dealers)  # one may sell what is switched off
    return Site(settings, vendors, policies, base, listed, day=day)


class Drawing:
    """A site and its `pages`, {address: Page}, the files of the look and the `redirects` among them."""

    def __init__(self, site, folder=False, redirects=REDIRECTS, urls=PUBLISHED_URLS):
        """With `folder` links are made that work from a disk; `urls` is the file of all that was ever published."""
        self._site, self._address = site, "/"
        self._templates = _templates(site, (lambda: self._address) if folder else None)
        pages = pages_of(site) | {page.address: page for page in _files(site)}
        ahead = {slug for slug, vendor in site.vendors.items() if later_revisions(vendor, site.policies[slug])}
        lines, published = read_redirects(redirects), read_urls(urls) if urls else ()
        self.redirects = redirects_in_place(lines, pages, switched_off(site.vendors), ahead, published)
        self.pages = pages | {page.address: page for page in moved_pages(site, self.redirects, pages)}
        self._moved = moved_answers(self.redirects)

    def draw(self, page):
        """The text of a Page."""
        content = page.content()
        if not page.template:
            return content
        # Every page knows its own whole address, and where the answers are that stood on it.
        known = {"canonical": self._site.whole(page.address), "moved": self._moved.get(page.address)}
        self._address = page.address
        try:
            return self._templates.get_template(page.template).render(known | content)
        except TemplateError as fault:
            raise _undrawn(page, fault) from fault


def _undrawn(page, fault):
    """The ContentError of a template that fails, by the line at which it does."""
    name, line = getattr(fault, "name", None) or page.template, getattr(fault, "lineno", None)
    for frame in extract_tb(fault.__traceback__):
        if Path(frame.filename).parent == TEMPLATES:
            name, line = Path(frame.filename).name, frame.lineno
    return ContentError(f"site/templates/{name}", f"line {line}" if line else "-", f"cannot be drawn: {fault.message}")


def _templates(site, current):
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(DRAWN_AS_MARKUP))
    templates.globals.update(links.template_names(site.settings, site.base, current))
    templates.globals |= {"catalog": read_words(), "whole": site.whole}
    templates.filters |= {"written": written, "possessive": possessive_on_page}
    return templates


def _files(site):
    """The files of the look."""
    for name, (text, kind) in theme.assets(LOOK, site.vendors.values()).items():
        yield Page(f"/static/{name}", "", lambda text=text: text, kind)
