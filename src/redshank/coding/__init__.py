"""From a reading to reports: who did what to whom, when and where, who says so, and how sure."""
