"""Facts of the world behind functions: countries, languages, holidays, places, per diem.

Every function is pure and answers without a network; heavy packages are imported by the first
question that needs them.
"""
