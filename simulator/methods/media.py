"""Messages with files."""

from __future__ import annotations

from simulator import limits
from simulator.errors import bad_request
from simulator.files import StoredFile
from simulator.methods.posting import post
from simulator.methods.registry import Context, method
from simulator.params import Json
from simulator.pictures import size_of
from simulator.text.format import Formatted


def caption(ctx: Context) -> Json:
    """The caption of the call.

    Raises:
        ApiError: 400 for one that is too long.
    """
    return checked_caption(ctx.formatted("caption", "caption_entities")).content("caption", "caption_entities")


def checked_caption(shown: Formatted) -> Formatted:
    """The same, if it is not too long.

    Raises:
        ApiError: 400.
    """
    if len(shown.text) > limits.CAPTION:
        raise bad_request("message caption is too long")
    return shown


def given_file(ctx: Context, kind: str) -> StoredFile:
    """The file of the call: uploaded, or sent once more by its id.

    Raises:
        ApiError: 400 where there is none.
    """
    name = ctx.params.text(kind)
    upload = ctx.params.files.get(name.removeprefix("attach://") if name.startswith("attach://") else kind)
    if upload:
        if not upload.body:
            raise bad_request("file must be non-empty")
        return ctx.world.files.add(kind, upload)
    if not name:
        raise bad_request(f"there is no {kind} in the request")
    return ctx.world.files.sent(name)


def photo_content(file: StoredFile) -> Json:
    """A photo's sizes; here there is one.

    Raises:
        ApiError: 400 for what is no picture.
    """
    size = size_of(file.body)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return {"photo": [file.object() | {"width": size[0], "height": size[1]}]}


def file_content(kind: str, file: StoredFile) -> Json:
    """A document, voice message, video or sticker."""
    if kind == "photo":
        return photo_content(file)
    more: Json = {"mime_type": file.mime}
    if kind in ("voice", "video"):
        more["duration"] = 1
    if kind == "document":
        more["file_name"] = file.name
    if kind in ("video", "sticker"):
        more |= {"width": 512, "height": 512}
    if kind == "sticker":
        more |= {"type": "regular", "is_animated": False, "is_video": False, "emoji": "🌷"}
        del more["mime_type"]
    return {kind: file.object() | more}


def _send(ctx: Context, kind: str, what: str) -> Json:
    words = caption(ctx)
    content = file_content(kind, given_file(ctx, kind))
    if ctx.params.flag("has_spoiler"):
        content["has_media_spoiler"] = True
    return post(ctx, content | words, what).object()


@method("sendPhoto")
def send_photo(ctx: Context) -> Json:
    """A picture."""
    return _send(ctx, "photo", "photos")


@method("sendDocument")
def send_document(ctx: Context) -> Json:
    """A file."""
    return _send(ctx, "document", "documents")


@method("sendVoice")
def send_voice(ctx: Context) -> Json:
    """A voice message."""
    return _send(ctx, "voice", "voice messages")


@method("sendVideo")
def send_video(ctx: Context) -> Json:
    """A video."""
    return _send(ctx, "video", "videos")
