"""One attempt: send one request, once, and say how far it got. The only room that knows httpx.

Why it is built like this was measured (research/delivery.md sections 0 and 3, read 2026-11-22): httpx 0.28's pool loses
slots for good when attempts are cut short, so every attempt has a client of its own around one shared SSLContext; httpx
timeouts bound single socket operations, so one deadline of ours bounds everything; exception classes do not tell what
was sent, so the trace extension does. Redirects are never followed (httpx would turn the post into a GET), proxies of
the environment are not asked (they would see the secret in the address), and nothing is decompressed.

`SSL_CERT_FILE` and `SSL_CERT_DIR` name the certificate authorities to trust instead of certifi's.
"""

import logging

import httpcore
import httpx

from scheduler.http.attempt import BODY_LIMIT_BYTES, CONNECT, Exchange, attempt
from scheduler.http.fetch import Page, fetch
from scheduler.http.reach import obstacle

__all__ = ["BODY_LIMIT_BYTES", "CONNECT", "Exchange", "Page", "attempt", "fetch", "obstacle"]

for _library in (httpx, httpcore):
    logging.getLogger(_library.__name__).setLevel(logging.WARNING)  # at INFO they write whole addresses, with secrets
