"""begin -> send -> settle: the only code that sends.

A part is begun only when its channel has a slot free and its rate allows it, so nothing waits in `sending`. Once begun,
an attempt runs to its end, whatever happens to the call that asked for it. Windows, retries and a receiver's wish to be
left alone are campaign time; deadlines, and the spacing that a rate asks for, are monotonic time: a rehearsal's clock
stands still while posts wait for their turn.
"""

from scheduler.delivery.delivery import Delivery
from scheduler.delivery.policy import Result, backoff, lease_of, settlement_of
from scheduler.delivery.sent import Sent
from scheduler.delivery.trial import Trial, try_out
from scheduler.delivery.trouble import Trouble

__all__ = ["Delivery", "Result", "Sent", "Trial", "Trouble", "backoff", "lease_of", "settlement_of", "try_out"]
