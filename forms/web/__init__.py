"""What every page shares: the request's context, security, signed links, throttling, and pages shown again."""
