"""The data model: what authors write (pydantic models), and what is composed from it (dataclasses). No I/O."""
