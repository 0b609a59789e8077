"""How the processes of a parallel run share the tests."""

from xdist.scheduler import LoadScopeScheduling

# Their module's fixture takes longer than their tests.
IN_ONE_PROCESS = (
    "tests/deploy/test_example.py",
    "tests/house/test_start.py",
    "tests/importing/editing/test_libreoffice.py",
    "tests/management/test_backup.py",
    "tests/models/test_migrations.py",
)


class InOrder(LoadScopeScheduling):
    """Each process takes the next test of the one order, in which those that empty the database come last.

    pytest-xdist's own groups would do, but their marks are lost under pytest 9.
    """

    def __init__(self, config, log=None):
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid):
        module, _, _ = nodeid.partition("::")
        return module if module in IN_ONE_PROCESS else nodeid
