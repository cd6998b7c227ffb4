"""Long lists made short: by what a family is found, and groups that stand folded until somebody opens them."""
