"""The engine: what it decides, stage by stage. It reads no file and imports no solver here."""
