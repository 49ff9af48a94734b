"""A page and its text, written for the tests."""

PARAGRAPHS = [
    "The foreign minister of France arrived in Kabul on Monday for talks with the government on trade and security.",
    "She met the president of the country and signed an agreement on the exchange of prisoners, officials said.",
    "The two sides will meet again in Paris in the spring, when a second agreement on water is to be signed.",
    "Protesters gathered outside the palace and demanded that the government reject the terms of the agreement.",
]
TEXT = "\n".join(PARAGRAPHS)
PAGE = f"""<!doctype html><html lang="en"><head><title>Minister in Kabul</title><meta charset="utf-8">
<meta property="article:published_time" content="2024-03-05T10:00:00Z"><meta name="author" content="Ann Example">
<meta property="og:site_name" content="The Daily Example"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Minister in Kabul</h1>{"".join(f"<p>{part}</p>" for part in PARAGRAPHS)}</article></body></html>"""
