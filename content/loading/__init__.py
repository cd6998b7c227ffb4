"""Reading what editors write: a vendor's folder and the list of dealers, checked, proved, and begun anew."""
