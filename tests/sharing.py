"""How the processes of a parallel run share the tests."""

from xdist.scheduler import LoadScopeScheduling

# Their module's fixture takes longer than their tests.
IN_ONE_PROCESS = (
    "tests/deploy/test_example.py",
    "tests/deploy/test_plain_user.py",
    "tests/house/test_start.py",
    "tests/importing/editing/test_libreoffice.py",
    "tests/management/test_backup.py",
    "tests/models/test_migrations.py",
    "tests/operation/test_full_disk.py",
    "tests/operation/test_killed_publish.py",
    "tests/security/test_markup.py",
    "tests/security/test_permission_matrix.py",
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
