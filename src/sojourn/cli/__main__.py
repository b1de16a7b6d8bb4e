"""``python -m sojourn.cli`` is ``sojourn``."""

from sojourn.cli.app import main

if __name__ == "__main__":
    main()
