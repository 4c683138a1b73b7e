"""The vocabulary as types: what authors write (pydantic) and what is composed from it (dataclasses). No I/O."""
