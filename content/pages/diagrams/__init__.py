"""Pictures drawn from the policy when the site is built: where each line and letter stands, never how it looks."""
