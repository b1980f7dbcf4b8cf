"""The built-in receiver: what `catch`, `rehearse`, `demo` and the tests deliver to, over real HTTP on this machine.

It keeps the promises a good receiver makes: every request is in the journal before it is answered, signatures are
verified, and a key that was accepted before is answered with the same id and taken in only once.
"""

from scheduler.receiver.answers import Answer
from scheduler.receiver.journal import Received, read
from scheduler.receiver.receiver import PORT, Receiver

__all__ = ["PORT", "Answer", "Received", "Receiver", "read"]
