"""What a dealer has to do with it: the customer's consent, the hand-over sheet, and the page of a dealer's own link.

Knows neither the desk nor the form's views; a dealer's code is looked up and never taken for what it says.
"""
