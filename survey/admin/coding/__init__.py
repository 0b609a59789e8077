"""Coding on the desk: the codebook, one row after the other, the second reading and its settlement."""
