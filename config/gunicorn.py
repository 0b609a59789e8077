"""How the pages are served: gunicorn -c config/gunicorn.py config.wsgi."""

import gc
import os
import shutil
import signal
import tempfile
from pathlib import Path

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 60
umask = 0o077
# The control socket would stand in the operator's home and be shared by every server there.
control_socket_disable = True
loglevel = "warning"
# The figures of all processes (survey.operation.metrics). They lie in memory: a full disk would end who writes them.
MEMORY = Path("/dev/shm")  # noqa: S108  a folder of our own is made in it
if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None)

STOPPING = {signal.SIGINT, signal.SIGQUIT, signal.SIGTERM}


def pre_fork(server, worker):
    """Hold signals back until the worker listens: one that comes before is lost, and the server waits for its end."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)


def release():
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)


os.register_at_fork(after_in_parent=release)


def post_worker_init(worker):
    """End on Ctrl-C as on SIGTERM, when the open requests are answered.

    gunicorn's own way shuts the pool of threads down within the signal, and waits for ever where the signal comes
    while the pool begins a thread: both take the same lock.
    """
    for number in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, worker.handle_exit)
    release()


def worker_exit(server, worker):
    """Spare Python its last garbage collection: half a second of CPU a process, half a minute on a busy machine."""
    gc.freeze()


def on_exit(server):
    gc.freeze()
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
