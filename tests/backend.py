"""Which library the http room speaks HTTP with in the tests: httpx, or httpx2 where TMINUS_TEST_HTTP says so.

The product uses httpx and nothing else. httpx2 is its continuation, with the same names; the delivery suite has to come
out the same with both (`TMINUS_TEST_HTTP=httpx2 python -m pytest tests/hardest tests/integration`). Import this first.
"""

import importlib
import os
import sys

NAME = os.environ.get("TMINUS_TEST_HTTP", "httpx")

if NAME != "httpx":
    for usual in ("httpx", "httpcore"):
        sys.modules[usual] = importlib.import_module(f"{usual}2")
