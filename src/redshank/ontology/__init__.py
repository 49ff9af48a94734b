"""PLOVER, CAMEO, quad classes, Goldstein and PLOVER scores, as data files, and what each code means."""
