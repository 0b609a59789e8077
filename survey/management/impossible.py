"""What the commands that keep the database refuse."""


class Impossible(Exception):
    """Why nothing was backed up, restored or checked: one sentence to the operator."""
