"""Sphinx settings: MyST pages, the furo theme, warnings are errors (``sphinx-build -W``)."""

from redshank.version import __version__

project = "Redshank"
author = "The Redshank developers"
copyright = "The Redshank developers, Apache-2.0"  # noqa: A001
release = version = __version__
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist", "smartquotes"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "Redshank"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#b3392c", "color-brand-content": "#b3392c"},
    "dark_css_variables": {"color-brand-primary": "#f0806f", "color-brand-content": "#f0806f"},
}
