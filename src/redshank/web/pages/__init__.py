"""The pages: one module each, thin over the views."""
