"""Tables that functions of `sojourn.reference` read, and how they were made."""
