"""The shape of fixes.toml: what may save a shipment, by symptom and family."""

from content.dates import written
from content.schema.base import Shape, Source, Tag
from content.slugs import Slug
from content.toml import limited

EACH_STEP = "write at least one step, and a sentence in each"
Title = limited(str, "say in a few words what is to be tried", pattern=r"\S")
Step = limited(str, EACH_STEP, pattern=r"\S")


class Fix(Shape):
    """Steps that may save a shipment; without symptoms it is for any, without families for every camera."""

    id: Slug
    title: Title
    steps: list[Step]
    source: str
    symptoms: list[Tag] = []
    families: list[str] = []
    doubt: str = ""
    origin: Source | None = None  # what `source` names, set on loading

    @property
    def checked(self):
        """The day its source was read, written out."""
        return written(self.origin.read)


class FixFile(Shape):
    """fixes.toml: a vendor's known fixes."""

    fixes: list[Fix]
