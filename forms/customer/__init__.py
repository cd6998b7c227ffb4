"""The pages behind a mailed link, and the two that need none: the receipt and the status."""
