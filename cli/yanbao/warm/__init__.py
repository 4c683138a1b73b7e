"""The client of warm sessions: finds the session of a project and has it run a command.

It loads nothing heavy and depends on no other room, since each command passes through it.
"""
