"""Set-up of the project: from a bare machine to a served, tested database. Needs only Python."""
