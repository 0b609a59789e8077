"""How true papers are read: the measures of real ones, printed by `make truth`."""
