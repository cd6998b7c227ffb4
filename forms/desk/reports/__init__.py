"""What support reports: figures, the questions texts leave open, and the export."""
