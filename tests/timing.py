"""How long something takes, whatever else goes on."""

import gc
import time
from contextlib import contextmanager


@contextmanager
def processor_time():
    """Inside, seconds of the processor run up; what is given is a function that tells them.

    Neither another's work beside it counts, nor the garbage of the tests before: that is collected another time.
    """
    gc.disable()
    started = time.process_time()
    try:
        yield lambda: time.process_time() - started
    finally:
        gc.enable()
