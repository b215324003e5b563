"""A small load generator: HTTP/1.1 over kept connections, in one thread, reading no more than it must."""

import math
import selectors
import socket
import time


class Refused(Exception):
    """The server answered otherwise than it should; says how: a status, or that the connection broke."""


class _Connection:
    """One connection with one request under way."""

    def __init__(self, port: int):
        self.port = port
        self.open()

    def open(self):
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=120)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, request: bytes) -> None:
        self.received, self.end, self.chunked = bytearray(), None, False
        self.sent = time.perf_counter()
        self.socket.sendall(request)

    def take(self) -> bool:
        """Read what has come; True once the answer is whole."""
        part = self.socket.recv(1 << 20)
        self.received += part
        if self.end is None and (head := self.received.find(b"\r\n\r\n")) >= 0:
            self._read_head(bytes(self.received[:head]).lower(), head + 4)
        if not part:
            if self.end is None or self.chunked:
                raise Refused("connection closed")
            return True
        if self.end is None:
            return False
        return self.received.endswith(b"\r\n0\r\n\r\n") if self.chunked else len(self.received) >= self.end

    def _read_head(self, head: bytes, begins: int) -> None:
        self.status = int(head[9:12])
        self.closes = b"\r\nconnection: close" in head
        self.chunked = b"\r\ntransfer-encoding: chunked" in head
        _, _, length = head.partition(b"\r\ncontent-length:")
        if length:
            self.end = begins + int(length.split(b"\r\n", 1)[0])
        else:
            self.end = math.inf if self.closes and self.status == 200 else begins


def fetch(port: int, request: bytes) -> tuple[int, bytes, float]:
    """(status, answer with its head, seconds) of one request on a connection of its own."""
    connection = _Connection(port)
    try:
        connection.send(request)
        while not connection.take():
            pass
        return connection.status, bytes(connection.received), time.perf_counter() - connection.sent
    finally:
        connection.socket.close()


def ask(port: int, requests: list[bytes], connections: int, seconds: float, longest: float) -> dict:
    """Keep `connections` busy for `seconds`, then wait for what is under way, `longest` seconds in all.

    Each connection asks once at least. Gives answers, seconds, and p50 and p95 in milliseconds.
    """
    times, turn, started = [], 0, time.perf_counter()
    with selectors.DefaultSelector() as ready:
        for _ in range(connections):
            connection = _Connection(port)
            connection.send(requests[turn % len(requests)])
            turn += 1
            ready.register(connection.socket, selectors.EVENT_READ, connection)
        while ready.get_map() and (now := time.perf_counter()) - started < longest:
            for key, _ in ready.select(timeout=1):
                connection = key.data
                if not connection.take():
                    continue
                now = time.perf_counter()
                if connection.status >= 400:
                    raise Refused(str(connection.status))
                times.append(now - connection.sent)
                if connection.closes or now - started >= seconds:
                    ready.unregister(connection.socket)
                    connection.socket.close()
                if now - started >= seconds:
                    continue
                if connection.closes:
                    connection.open()
                    ready.register(connection.socket, selectors.EVENT_READ, connection)
                connection.send(requests[turn % len(requests)])
                turn += 1
        ended = time.perf_counter()
        for key in list(ready.get_map().values()):
            key.fileobj.close()
    if not times:
        raise Refused(f"no answer in {longest:g} s")
    times.sort()
    return {
        "answers": len(times),
        "seconds": ended - started,
        "p50": 1000 * times[len(times) // 2],
        "p95": 1000 * times[min(len(times) - 1, int(len(times) * 0.95))],
    }
