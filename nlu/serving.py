"""Serves the trained model: on loopback only, without Rasa's HTTP API, silent."""

from __future__ import annotations

from nlu import environment, paths

HOST = "127.0.0.1"
WAYS_OUT = {
    "model": "models",
    "nlu": "nlu",
    "action": "action_endpoint",
    "event_broker": "event_broker",
    "lock_store": "lock_store",
}
"""Attributes and names of what would fetch a model from elsewhere or hand messages on to others."""


def run(port: int) -> None:
    """Blocks until SIGTERM or SIGINT.

    Raises:
        SystemExit: when there is no model, or endpoints.yml names stores that are not ours or a place elsewhere.
    """
    if not paths.MODEL.exists():
        raise SystemExit("no model; run `python -m nlu train` first")
    environment.mute_logs()
    _check_endpoints()
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    from nlu.components import runner

    runner.install()
    serve_application(
        model_path=str(paths.MODEL),
        credentials=str(paths.CREDENTIALS),
        interface=HOST,
        port=port,
        enable_api=False,
        endpoints=AvailableEndpoints.read_endpoints(str(paths.ENDPOINTS)),
    )


def _check_endpoints() -> None:
    """Rasa only warns when it cannot find a store and takes one that never forgets."""
    from rasa.core.utils import AvailableEndpoints
    from rasa.shared.utils.common import class_from_module_path

    from nlu.components.directives import DirectiveGenerator
    from nlu.components.sessions import Sessions

    endpoints = AvailableEndpoints.read_endpoints(str(paths.ENDPOINTS))
    for name, endpoint, expected in (
        ("tracker_store", endpoints.tracker_store, Sessions),
        ("nlg", endpoints.nlg, DirectiveGenerator),
    ):
        if endpoint is None or class_from_module_path(endpoint.type) is not expected:
            raise SystemExit(f"endpoints.yml: {name} must be {expected.__module__}.{expected.__name__}")
    for attribute, written in WAYS_OUT.items():
        if getattr(endpoints, attribute) is not None:
            raise SystemExit(
                f"endpoints.yml: remove {written}: the engine connects to nothing, its model is {paths.MODEL}"
            )
