"""Findings on the desk: listed, accepted, dismissed, mended by hand."""
