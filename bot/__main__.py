"""python -m bot."""

import gc
import sys

# structlog and httpx load these where they are there, for pretty tracebacks, greenlets and a command line: 6 MB that
# nobody here needs.
UNUSED = ("rich", "pygments", "greenlet", "click")
sys.modules.update(dict.fromkeys(UNUSED))  # type: ignore[arg-type]  # None is what keeps the import system from loading
gc.disable()  # modules are made to stay: looking among them for garbage takes a seventh of the start

from bot.cli import main  # noqa: E402 -- after what it must not load

gc.enable()
del sys.modules["click"]  # uvicorn needs it, where Telegram calls
sys.exit(main())
