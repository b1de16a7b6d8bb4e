"""The parts of an invented programme; `benchmarks.generate` puts them together."""
