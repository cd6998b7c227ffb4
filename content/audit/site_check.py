"""All that a site is refused for, whoever asks: a build, the editor who proves it, or the live preview."""

from content.audit.tree import drawn_tree
from content.audit.tree_audit import audit_tree
from content.audit.unsourced_figures import check_catalog, check_unsourced_figures
from content.errors import Faults
from content.history.dealer_codes import check_codes
from content.history.gate import check_published
from content.history.published_urls import check_urls, new_in_words, read_urls, switched_off, urls_of
from content.history.redirects import check_anchors
from content.history.reworded import reworded
from content.loading.examples import check_examples
from content.loading.prove import check_proofs
from content.loading.scaffold_check import check_written
from content.pages.drawing import Drawing, site_at
from content.pages.security_txt import check_security
from content.pages.theme import check_contrast
from content.places import LOOK, PUBLISHED_URLS, REDIRECTS


class SiteCheck:
    """Gathers the `faults` that a site is refused for.

    With `preview` what is not published yet is no fault: `say` is called with it, sentence by sentence. `urls` is the
    file of what was published; with None nothing of that is asked.
    """

    def __init__(self, settings, day, preview=False, urls=PUBLISHED_URLS, say=print):
        self.settings, self.day, self.preview, self.urls, self.say = settings, day, preview, urls, say
        self.faults = Faults()

    def whole(self, vendors, base_url="", redirects=REDIRECTS, between=lambda: None):
        """Check everything, the pages as they would be drawn; how many pages that are.

        `between` is called before each page.
        """
        site = self.site(vendors, base_url)
        if site:
            self.texts(site)
        drawing = self.faults.tried(Drawing, site, redirects=redirects, urls=self.urls) if site else None
        if drawing:
            self.pages(drawn_tree(drawing, self.faults, between), site, drawing.redirects)
        return len(drawing.pages) if drawing else 0

    def site(self, vendors, base_url=""):
        """The Site of those vendors whose policies are proved, for of no others pages can be drawn; or None.

        What stands above all vendors is checked first.
        """
        self.faults.tried(check_security, self.settings, self.day)
        self.faults.tried(check_catalog)
        faults = {slug: Faults() for slug in vendors}
        for slug, vendor in vendors.items():
            faults[slug].tried(check_proofs, [vendor])
            self.faults += faults[slug]
        proved = {slug: vendor for slug, vendor in vendors.items() if not faults[slug]}
        return self.faults.tried(site_at, base_url, self.settings, proved, self.day) if proved else None

    def texts(self, site):
        """Check what needs no page: examples, colours, and that what was published stands."""
        tried, vendors = self.faults.tried, site.vendors.values()
        tried(check_examples, vendors)
        if self.urls:
            for check in (check_published, check_written):
                self._tell(tried(check, site.vendors, self.preview))
            self._tell(tried(check_codes, site.dealers, self.preview))
            self._tell(tried(reworded, site.vendors))
        tried(lambda: check_contrast((LOOK / "colours.css").read_text(encoding="utf-8"), vendors))

    def pages(self, tree, site, redirects):
        """Check the Tree of all pages: nothing published is lost, each figure has a source, every link leads on."""
        self.faults.tried(check_unsourced_figures, tree, site)
        if not tree.is_whole:
            return  # what is lost or leads nowhere can be told only once every page is there
        if self.urls:
            self._addresses(urls_of(tree), redirects, switched_off(site.vendors))
        self.faults.tried(audit_tree, tree, site.base, site.settings.url)

    def _addresses(self, built, redirects, off):
        self.faults.tried(check_anchors, redirects, built)
        new = self.faults.tried(lambda: check_urls(built, read_urls(self.urls), redirects, off, self.preview))
        self._tell([f"{new_in_words(new)}: not published yet, so this is a preview only"] if new else [])

    def _tell(self, notes):
        for note in notes or ():
            self.say(note)
