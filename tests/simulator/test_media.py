"""Files: sent, sent again, downloaded."""

import struct

import pytest
from telegram import Bot

from simulator import Person, Simulator, limits
from simulator.people import BotAccount
from simulator.pictures import ROSE, size_of
from tests.simulator.conftest import Refusal


async def test_a_photo_by_upload_and_again_by_its_id(tg: Bot, ann: Person, bot: BotAccount) -> None:
    sent = await tg.send_photo(ann.id, ROSE, caption="<b>роза</b>", parse_mode="HTML")
    assert (sent.caption, sent.caption_entities[0].type, sent.photo[0].width) == ("роза", "bold", 1)
    again = await tg.send_photo(ann.id, sent.photo[0].file_id)
    assert again.photo[0].file_unique_id == sent.photo[0].file_unique_id


async def test_a_document_comes_back_byte_by_byte(tg: Bot, ann: Person) -> None:
    sent = await tg.send_document(ann.id, b"\x00\xffabc", filename="арыз.pdf")
    assert sent.document
    assert sent.document.file_name == "арыз.pdf"
    file = await tg.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"\x00\xffabc"


async def test_what_she_sends_can_be_downloaded(tg: Bot, ann: Person, bot: BotAccount) -> None:
    message = await ann.voice(bot, b"OggS-voice")
    file = await tg.get_file(message.content["voice"]["file_id"])
    assert bytes(await file.download_as_bytearray()) == b"OggS-voice"


async def test_captions_are_edited_and_limited(tg: Bot, ann: Person, bot: BotAccount, refusal: Refusal) -> None:
    sent = await tg.send_photo(ann.id, ROSE, caption="a")
    await tg.edit_message_caption(ann.id, sent.message_id, caption="b")
    assert ann.chat(bot).messages[-1]["caption"] == "b"
    text = await refusal(tg.edit_message_text("c", ann.id, sent.message_id))
    assert text == (400, "Bad Request: there is no text in the message to edit")
    long = await refusal(tg.send_photo(ann.id, ROSE, caption="ы" * 1025))
    assert long == (400, "Bad Request: message caption is too long")
    copy = await tg.copy_message(ann.id, ann.id, sent.message_id, caption="d")
    assert ann.chat(bot).messages[-1]["caption"] == "d"
    assert copy.message_id == sent.message_id + 1


async def test_what_is_no_picture(tg: Bot, ann: Person, refusal: Refusal) -> None:
    assert await refusal(tg.send_photo(ann.id, b"text")) == (400, "Bad Request: IMAGE_PROCESS_FAILED")


async def test_big_files(tg: Bot, sim: Simulator, ann: Person, bot: BotAccount, refusal: Refusal) -> None:
    message = await ann.document(bot, body=bytes(limits.DOWNLOAD + 1))
    big = await refusal(tg.get_file(message.content["document"]["file_id"]))
    assert big == (400, "Bad Request: file is too big")


@pytest.mark.parametrize(
    ("body", "size"),
    [
        (ROSE, (1, 1)),
        (b"GIF89a" + struct.pack("<HH", 3, 4), (3, 4)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 5, 6), (6, 5)),
        (b"RIFF\0\0\0\0WEBP", (512, 512)),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"\xff\xd8", None),
        (b"", None),
    ],
)
def test_sizes_of_pictures(body: bytes, size: tuple[int, int] | None) -> None:
    assert size_of(body) == size
