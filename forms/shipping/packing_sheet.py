"""What the packing sheet says: where the box goes, under which number, what is in it and what the vendor asks for."""

from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from content.barcode import Drawing, code128, qr
from content.dates import written
from content.explain.contacts import return_address
from content.explain.facts import fact_line
from forms.records.rma_number import shown_rma
from forms.rma.deadlines import open_deadlines
from forms.rma.request_summary import country_name
from forms.rma.status import how_to_ask, policy_of
from forms.rma.ways import situation_of, situations_of
from forms.shipping.box_list import BoxList, box_list
from forms.shipping.customs import Customs, customs

TO_DO, TO_KNOW = ("packing", "papers", "rma-on-parcel", "one-box", "carriers"), ("freight-in", "without-rma")


class PackingSheet(NamedTuple):
    """Everything one packing sheet shows, in words and drawings."""

    number: str
    barcode: Drawing
    square: Drawing  # goods-in scans it and opens the parcel's page
    good: str
    over: bool  # whether its last day is over
    asking: str
    sender: tuple
    address: tuple
    to_do: tuple
    to_know: tuple
    unsaid: tuple
    customs: Customs
    deadlines: tuple  # of Deadline
    box: BoxList


def packing_sheet_of(request, rma, vendor, settings, today):
    """The PackingSheet of an RMA number, or None where there is none, or nothing left that may travel under it."""
    box = box_list(request, rma.number) if rma else None
    if not box or not box.count:
        return None
    own, policy, number = settings.of_vendor(vendor.slug), policy_of(vendor, request), shown_rma(rma.number, rma.source)
    last, ends = rma.expires and date.fromisoformat(rma.expires), fact_line(vendor, policy, "rma-validity")
    by = vendor if ends.text else settings.operator
    held = situations_of(request, [unit for unit in request.units if unit.rma == rma.number])
    to_do, to_know = ([fact_line(vendor, policy, key, *held) for key in keys] for keys in (TO_DO, TO_KNOW))
    lines = (*to_do, *to_know, *([] if last else [ends]))
    return PackingSheet(
        number=number, barcode=code128(rma.number),
        square=qr(f"{settings.url}/rma/desk/goods-in/{quote(rma.number, safe='')}/"),
        good=f"Good until {written(last)}, as set by {by.name}." if last else "No last day is set for this number.",
        over=bool(last and today > last), asking=how_to_ask(vendor, request),
        sender=tuple(filter(None, (request.name, request.company, country_name(request.country)))),
        address=return_address(vendor, own, situation_of(request).region),
        to_do=tuple(to_do), to_know=tuple(to_know), unsaid=tuple(line.unsaid for line in lines if line.unsaid),
        customs=customs(vendor, policy, request.country, own.return_country), box=box,
        deadlines=open_deadlines(vendor, request, [unit for unit in request.units if unit.rma == rma.number]),
    )  # fmt: skip
