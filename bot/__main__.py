"""python -m bot."""

import gc
import sys

# What libraries load where it is there, and nobody here needs: pretty tracebacks and a command line (structlog, httpx),
# greenlets (structlog), and the keys of Telegram's Passport (python-telegram-bot). It would take 7 MB.
UNUSED = (
    "rich",
    "pygments",
    "click",
    "greenlet",
    "cryptography.hazmat.primitives.serialization",
    "cryptography.hazmat.primitives.asymmetric.padding",
)
sys.modules.update(dict.fromkeys(UNUSED))  # type: ignore[arg-type]  # None is what keeps the import system from loading
gc.disable()  # modules are made to stay: looking among them for garbage takes a seventh of the start

from flows.engine.script import SameName  # noqa: E402 -- after what it must not load

try:
    from bot.cli import main
except SameName as error:  # met where they are looked for, before any command begins
    sys.exit(str(error))

if sys.argv[1:2] == ["run"]:  # which is there for long; any other command loads what it needs once it begins
    import bot.host.running  # noqa: F401

gc.enable()
for name in UNUSED:  # there for whoever asks for it by itself, as uvicorn does for click
    del sys.modules[name]
sys.exit(main())
