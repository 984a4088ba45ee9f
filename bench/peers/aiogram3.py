"""aiogram with its states and answers in Redis, handlers as tasks: its defaults."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import Message
from redis.asyncio import Redis

from bench.peers import QUESTIONS, THANKS, TOKEN


class Talk(StatesGroup):
    asked = State()


async def begin(message: Message, state: FSMContext) -> None:
    await state.set_state(Talk.asked)
    await state.set_data({"answers": []})
    await message.answer(QUESTIONS[0])


async def answer(message: Message, state: FSMContext) -> None:
    data = await state.get_data()
    answers = [*data["answers"], message.text]
    if len(answers) < len(QUESTIONS):
        await state.update_data(answers=answers)
        await message.answer(QUESTIONS[len(answers)])
        return
    await state.clear()
    await message.answer(THANKS)


async def main(url: str, folder: Path) -> None:
    dispatcher = Dispatcher(storage=RedisStorage(Redis(unix_socket_path=str(folder / "redis.sock"))))
    dispatcher.message.register(begin, CommandStart())
    dispatcher.message.register(answer, Talk.asked, F.text)
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    await dispatcher.start_polling(Bot(TOKEN, session=session))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
