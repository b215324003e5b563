"""How gunicorn serves the museum: `gunicorn -c config/gunicorn.py config.wsgi`.

Threads, because most of a request is waiting for the database, and persistent
database connections then stay with their thread. WEB_CONCURRENCY sets the number of worker
processes.
"""

from config import env

bind = f"{env.text('HOST', '127.0.0.1')}:{env.integer('PORT', 8000, 1, 65535)}"
worker_class = "gthread"
workers = env.integer("WEB_CONCURRENCY", 2, 1, 64)
threads = 4
timeout = 60
# A worker that leaks is replaced before it matters; the jitter keeps two from
# being replaced in the same second.
max_requests = 20_000
max_requests_jitter = 2_000
