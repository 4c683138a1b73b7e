"""The only room that reaches beyond the project: it pulls tables from their sources, and compares what it has pulled.

Building, checking and previewing never come here, but to finish what a killed pull has begun. ``pulling``, ``status``
and ``revisions`` have what the commands call.
"""
