"""The process that reads files under limits, for `ingest.bounded`: one request, one reply."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from contextlib import suppress
from typing import BinaryIO

from ingest.bounded import BEAT, EXHAUSTED, PARSED, REFUSED
from ingest.document import read_file
from ingest.errors import CorpusError
from ingest.heartbeat import listen


def main() -> None:
    """Read what is asked for on standard input until it ends."""
    # What libraries print would stand between the replies.
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _limit_memory(int(sys.argv[1]))
    listen(lambda share: _reply(replies, BEAT, share))
    while True:
        try:
            path, entry = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            _reply(replies, PARSED, read_file(path, entry=entry), _memory())
        except CorpusError as error:
            _reply(replies, REFUSED, error)
        except (MemoryError, RecursionError):
            gc.collect()
            _reply(replies, EXHAUSTED)


def _reply(replies: BinaryIO, *message: object) -> None:
    pickle.dump(message, replies)
    replies.flush()


def _limit_memory(most: int) -> None:
    """Let allocations above the limit fail; systems without such limits go without."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _memory() -> int:
    """The most memory in bytes that this process ever held; 0 where nobody tells."""
    with suppress(ImportError):
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return 0


if __name__ == "__main__":
    main()
