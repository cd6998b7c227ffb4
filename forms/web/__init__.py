"""What every view shares: whose a draft is, from which network it is asked, what is told when nothing can be stored."""
