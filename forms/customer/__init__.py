"""The customer's pages: receipt, status, and those behind a mailed link: ticket, quote, packing sheet."""
