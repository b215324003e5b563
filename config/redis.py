"""Redis as a cache that the museum can do without: while it fails, nothing is found and nothing kept."""

import logging
import time

from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger(__name__)
REST = 5.0  # seconds after a failure in which it is not asked again


class ForgivingRedisCache(RedisCache):
    """Django's, for `get` and `set`, without its errors."""

    _resting_until = 0.0

    def get(self, key, default=None, version=None):
        return self._try(super().get, key, default, version, otherwise=default)

    def set(self, key, *arguments, **named):
        return self._try(super().set, key, *arguments, **named)

    def _try(self, ask, *arguments, otherwise=None, **named):
        from redis.exceptions import RedisError  # an optional package; whoever names a Redis has it

        if time.monotonic() < self._resting_until:
            return otherwise
        try:
            return ask(*arguments, **named)
        except (RedisError, OSError) as error:
            self._resting_until = time.monotonic() + REST
            logger.warning("The cache fails, and is left alone for %d seconds: %s", REST, error)
            return otherwise
