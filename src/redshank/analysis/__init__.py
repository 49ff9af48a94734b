"""What the record shows: dyads over time, alignments, viewpoints of publishers."""
