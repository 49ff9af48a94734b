"""Where articles come from: files, folders, pages, feeds, web archives, JSON lines."""
