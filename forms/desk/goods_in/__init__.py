"""Goods-in: a scan finds the parcel, and what was in it is ticked off."""
