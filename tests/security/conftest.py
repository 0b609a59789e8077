"""Who sits at the desk, as in its own tests."""

from tests.admin.conftest import desk, editor, paper, publisher, publishers_desk, root

__all__ = ["desk", "editor", "paper", "publisher", "publishers_desk", "root"]
