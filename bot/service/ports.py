"""Says in one line which port is in use, before anything is started."""

import socket


class PortInUse(Exception):
    """Another process listens there."""


def require_free(port: int, setting: str, host: str = "127.0.0.1") -> None:
    """Return when `port` is free on `host`.

    Raises:
        PortInUse: with the setting that moves it.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortInUse(f"port {port} is in use: end that process or set {setting} to another port") from error


def free_port(host: str = "127.0.0.1") -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
