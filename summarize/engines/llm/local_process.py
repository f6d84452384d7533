"""One model file served on the loopback interface by llama.cpp: the program of a process that `local.py` starts.

A process of its own, because llama.cpp can end the one that it runs in (it aborts where its checks fail), and because
its server inside a process now and then hangs when it is stopped soon after its start. A process can always be killed.

It imports nothing of this package, so that it starts at once. It is told what to do by one line of JSON on standard
input (the key would be seen by other users on a command line), answers with one line that holds the address, and ends
when standard input does: the system closes that when the parent ends, however it ends.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import threading
from typing import Any

__all__ = ["main"]


def main() -> None:
    """Serve until standard input ends."""
    told = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as parent:
        os.dup2(2, 1)  # whatever llama.cpp prints is no answer
        server = _serve(told)
        print(json.dumps({"address": server.listening_address}), file=parent, flush=True)
    # The parent reads why a model did not load; what comes later, nobody reads.
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    threading.Event().wait()


def _end_with_parent() -> None:
    while os.read(0, 1024):
        pass
    os._exit(0)


def _serve(told: dict[str, Any]) -> Any:
    xllamacpp: Any = importlib.import_module("xllamacpp")  # it has no types
    params = xllamacpp.CommonParams()
    params.model.path = told["model"]
    params.model_alias = {told["name"]}
    params.n_ctx = told["context"] * told["parallel"]
    params.n_parallel = told["parallel"]
    if told["threads"]:
        params.cpuparams.n_threads = told["threads"]
    params.hostnames = ["127.0.0.1"]
    params.port = 0  # any that is free
    params.api_keys = [told["key"]]
    params.offline = True
    params.ui = False
    params.endpoint_slots = False  # they show what is being read
    params.verbosity = 1  # errors
    params.warmup = False
    params.sampling.temp = 0.0  # words are to be copied, and the same article is to give the same answer
    params.enable_reasoning = 0  # thinking would take the tokens that the answer needs
    params.cache_ram_mib = 0  # by default 8 GB; the instructions stay in the model's own context all the same
    return xllamacpp.Server(params)


if __name__ == "__main__":
    main()
