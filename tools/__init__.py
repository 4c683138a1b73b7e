"""What writes the docs, times builds, and tells what the reviewer finds: programs about the project, not of it."""
