"""Reading the serial box: what is typed, pasted or scanned becomes serials."""
