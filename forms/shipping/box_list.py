"""What is in the box, by model and serial, as far as one sheet of paper has room; what is left over is counted."""

from operator import itemgetter
from typing import NamedTuple

from forms.rma.lifecycle import STATES
from forms.rma.ways import grouped

WIDE, TALL = 112, 19  # signs in a line and lines on the paper, in the small type the list has when it is long
FEW = 10  # lines that fit in the large type
NAME = 24  # signs of a model's name beside its serials
WIDTHS = (8, 12, 16, 24, 32, 48, 64)  # signs that a column of serials holds; static/sheet.css has a class for each


class Model(NamedTuple):
    """One model: its serials, and how many cameras of it go without one."""

    name: str
    serials: tuple
    blind: int = 0

    @property
    def count(self):
        return len(self.serials) + self.blind


class BoxList(NamedTuple):
    """The models that fit, how many cameras there are, how many did not fit, and how the list is set."""

    models: tuple
    count: int
    more: int
    width: int
    small: bool


def box_list(request, number):
    """The BoxList of the cameras of a request that can still travel under this RMA number."""
    models = list(_models(request, number))
    longest = max((len(serial) for model in models for serial in model.serials), default=0)
    width = next((width for width in WIDTHS if width >= longest), WIDTHS[-1])
    columns = max(1, (WIDE - (NAME if len(models) > 1 else 0)) // (width + 2))
    shown = tuple(_cut(models, columns))
    count = sum(model.count for model in models)
    small = sum(_lines(model, max(1, columns * 2 // 3)) for model in models) > FEW
    return BoxList(shown, count, count - sum(model.count for model in shown), width, small)


def _models(request, number):
    """Every model once, in the order asked for, with what travels under the number."""
    cameras = [(batch.model, unit) for batch in request.batches for unit in batch.units if unit.rma == number]
    going = [(model, unit) for model, unit in cameras if STATES[unit.state].packed]
    for name, pairs in grouped(going, itemgetter(0)).items():
        serials = tuple(unit.serial for _, unit in pairs if unit.serial)
        yield Model(name, serials, len(pairs) - len(serials))


def _cut(models, columns):
    room = TALL
    for model in models:
        fits = model._replace(serials=model.serials[: columns * (room - bool(model.blind))])
        room -= _lines(fits, columns)
        if room < 0:
            return
        yield fits
        if fits != model:
            return


def _lines(model, columns):
    """The lines a model takes: its name stands beside its serials, what goes without one below them."""
    beside = -(-len(model.serials) // columns) + bool(model.blind)
    return max(beside, 1 if len(model.name) <= NAME else 2)  # a longer name is cut off on paper
