"""Answers on the desk: their form, their passages and references, their history, and two people at one."""
