"""Programmes to start from: whole small folders, each copied by ``sojourn new DIR --like NAME``."""
