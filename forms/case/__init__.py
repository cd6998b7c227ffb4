"""What happens to a request once it is received: a step is checked, worked out as a whole, and stored at once.

Knows neither the intake nor the desk; both, and the clock, go through here.
"""
