"""A small load generator: keep-alive connections that ask for one address, one request after the other."""

import json
import socket
import sys
import threading
import time


def ask(connection: socket.socket, request: bytes) -> int:
    """Sends one request and reads the whole answer; returns its status."""
    connection.sendall(request)
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")
    )
    while len(body) < length:
        body += connection.recv(65536)
    return int(head.split()[1])


def worker(port: int, path: str, until: float, counts: list[int], times: list[float]) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: kk\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        while (started := time.perf_counter()) < until:
            if ask(connection, request) != 200:
                raise SystemExit(f"{path} did not answer 200")
            counts[0] += 1
            times.append(time.perf_counter() - started)


def main() -> None:
    """Arguments: port, path, seconds, connections. Prints requests per second and the median and 99th time in ms."""
    port, path, seconds, connections = int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
    counts, times = [0], list[float]()
    started = time.perf_counter()
    threads = [
        threading.Thread(target=worker, args=(port, path, started + seconds, counts, times)) for _ in range(connections)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - started
    times.sort()
    middle, tail = times[len(times) // 2] * 1000, times[int(len(times) * 0.99)] * 1000
    print(json.dumps({"per_second": len(times) / spent, "p50": middle, "p99": tail}))


if __name__ == "__main__":
    main()
