"""What comes next, with reasons and honest odds."""
