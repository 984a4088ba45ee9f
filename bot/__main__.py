"""python -m bot."""

import gc
import sys

# structlog and httpx load these where they are there, for pretty tracebacks and a command line that nobody here sees.
sys.modules["rich"] = sys.modules["pygments"] = None  # type: ignore[assignment]  # what the import system asks for
gc.disable()  # modules are made to stay: looking among them for garbage takes a seventh of the start

from bot.cli import main  # noqa: E402 -- after what it must not load

gc.enable()
sys.exit(main())
