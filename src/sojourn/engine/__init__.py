"""The engine: what it decides, stage by stage. It reads no file and imports no solver here."""

from sojourn.engine.kernel_cache import provide_cache

provide_cache()
