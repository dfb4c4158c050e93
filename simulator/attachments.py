"""What a person attaches: places, contacts, pictures, sounds, files."""

from __future__ import annotations

from simulator.handset import Handset, Peer
from simulator.incoming import receive
from simulator.messages import Message
from simulator.methods.media import file_content
from simulator.params import Json, Upload
from simulator.pictures import ROSE
from simulator.text.format import formatted

MIMES = {
    "photo": "image/png",
    "voice": "audio/ogg",
    "video": "video/mp4",
    "sticker": "image/webp",
    "document": "application/octet-stream",
}


class Attachments(Handset):
    """The paper clip beside the input line."""

    async def share_location(self, peer: Peer, latitude: float, longitude: float) -> Message:
        """Where she is, or any place."""
        return self._attach(peer, {"location": {"latitude": latitude, "longitude": longitude}})

    async def contact(self, peer: Peer, phone_number: str = "+996700000000", first_name: str = "") -> Message:
        """A contact; her own where no other name is given."""
        own = {} if first_name else {"user_id": self.account.id}
        name = first_name or self.account.first_name
        return self._attach(peer, {"contact": {"phone_number": phone_number, "first_name": name, **own}})

    async def photo(self, peer: Peer, body: bytes = ROSE, caption: str = "") -> Message:
        """A picture."""
        return self._file(peer, "photo", Upload("photo.png", body, MIMES["photo"]), caption)

    async def voice(self, peer: Peer, body: bytes = b"OggS") -> Message:
        """A voice message."""
        return self._file(peer, "voice", Upload("voice.oga", body, MIMES["voice"]))

    async def video(self, peer: Peer, body: bytes = b"ftyp", caption: str = "") -> Message:
        """A video."""
        return self._file(peer, "video", Upload("video.mp4", body, MIMES["video"]), caption)

    async def sticker(self, peer: Peer) -> Message:
        """A sticker."""
        return self._file(peer, "sticker", Upload("rose.webp", ROSE, MIMES["sticker"]))

    async def document(self, peer: Peer, name: str = "file.bin", body: bytes = b"?", caption: str = "") -> Message:
        """A file."""
        return self._file(peer, "document", Upload(name, body, MIMES["document"]), caption)

    def _file(self, peer: Peer, kind: str, upload: Upload, caption: str = "") -> Message:
        file = self._world.files.add(kind, upload)
        words = formatted(caption).content("caption", "caption_entities")
        return self._attach(peer, file_content(kind, file) | words)

    def _attach(self, peer: Peer, content: Json) -> Message:
        return receive(self._world, self.room(peer), self.account, content)
