"""The same coding over web archives and folders at large, on Ray."""
