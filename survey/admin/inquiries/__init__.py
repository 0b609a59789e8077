"""Inquiries on the desk: the workspace, the parts of the paper, and what a later inquiry takes over."""
