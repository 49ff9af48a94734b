"""An article read: its sentences, words, dates, places and quotations, each with offsets into the text as given."""
