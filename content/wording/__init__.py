"""The words of the kiosk: the catalog of content/words/, its placeholders, and how figures and lists are written."""
