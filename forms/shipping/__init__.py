"""What goes with the parcel: the packing sheet, what is in the box, and customs."""
