"""What one running service counts and bounds at its doors, and how the doors are put in."""

from __future__ import annotations

import asyncio

from fastapi import FastAPI

from assistant.settings import Settings
from ui.doors.keys import KeyStore
from ui.doors.rates import Rates
from ui.doors.room import Room

# Seats: as many as keep the processor busy while some wait for a disk. The queue is what a small
# machine works off within the patience of a person.
_SEATS, _QUEUE, _PATIENCE = 12, 256, 20.0  # requests, requests, seconds
_MOST_BYTES = 200_000_000  # of all bodies that wait or are worked on
_DEADLINE = 60.0  # seconds until an answer begins
_STREAMS = 400
_ADMINISTRATORS = 8
SHARE = 0.75  # of all places for one client: an office may come from one address

BUSY = ("busy", "现在提问的人太多，请几秒后再试。")
BUSY_WAIT = 5  # seconds that a client is asked to wait when the room is full


class Doors:
    """Keys, rates and rooms of one service. For one event loop."""

    def __init__(
        self, settings: Settings, *, room: Room | None = None, deadline: float = _DEADLINE
    ) -> None:
        self.settings = settings
        self.keys = KeyStore(settings.data)
        self.rates = Rates()
        self.deadline = deadline
        self.room = room or _room(_SEATS, _QUEUE)
        self.administrators = _room(_ADMINISTRATORS, 0, share=1.0)
        self.streams = _room(_STREAMS, 0)
        self.closing = asyncio.Event()
        self.local_only = False  # whether only names of this computer lead here


def install_doors(app: FastAPI, doors: Doors) -> None:
    """Put everything between the network and the routes; the last that is added is outermost."""
    from ui.doors.bodies import LimitBodies
    from ui.doors.gate import Gate
    from ui.doors.headers import GuardResponses

    app.state.doors = doors
    app.add_middleware(Gate, doors=doors)
    app.add_middleware(LimitBodies)
    app.add_middleware(GuardResponses, doors=doors)


def _room(seats: int, queue: int, *, share: float = SHARE) -> Room:
    return Room(seats=seats, queue=queue, patience=_PATIENCE, most_bytes=_MOST_BYTES, share=share)
