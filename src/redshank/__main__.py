"""``python -m redshank``: the same as the ``redshank`` command."""

from redshank.cli.main import main

if __name__ == "__main__":
    main()
