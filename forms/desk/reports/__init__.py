"""What the desk counts and hands out: figures, open questions, the export."""
