"""How the pages are served: gunicorn -c config/gunicorn.py config.wsgi."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 60
# The control socket would stand in the operator's home and be shared by every server there.
control_socket_disable = True
loglevel = "warning"
