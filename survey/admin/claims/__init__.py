"""Statements with a number on the desk: their span, their release, and a preview without an account."""
