"""Files that people and bots have sent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from simulator import limits
from simulator.errors import bad_request
from simulator.params import Json, Upload

FOLDERS = {"photo": "photos", "voice": "voice", "video": "videos", "sticker": "stickers", "document": "documents"}
ENDINGS = {"photo": "jpg", "voice": "oga", "video": "mp4", "sticker": "webp"}


@dataclass(frozen=True)
class StoredFile:
    """One file; the same content is the same file."""

    file_id: str
    kind: str
    name: str
    mime: str
    body: bytes
    number: int

    @property
    def path(self) -> str:
        """As in download addresses."""
        ending = ENDINGS.get(self.kind) or self.name.rpartition(".")[2] or "bin"
        return f"{FOLDERS.get(self.kind, 'documents')}/file_{self.number}.{ending}"

    def object(self) -> Json:
        """The fields that all kinds of files share."""
        unique = hashlib.sha256(self.body).hexdigest()[:16]
        return {"file_id": self.file_id, "file_unique_id": unique, "file_size": len(self.body)}


class FileStore:
    """By id and by path, in memory."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, kind: str, upload: Upload) -> StoredFile:
        """Keep a file."""
        number = len(self._by_id)
        digest = hashlib.sha256(upload.body + kind.encode()).hexdigest()[:40]
        file = StoredFile(f"AgAC{number:06d}{digest}", kind, upload.name, upload.mime, upload.body, number)
        self._by_id[file.file_id] = self._by_path[file.path] = file
        return file

    def sent(self, file_id: str) -> StoredFile:
        """A file that is sent once more by its id.

        Raises:
            ApiError: 400 for an id that is none.
        """
        if file_id.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        if file_id not in self._by_id:
            raise bad_request("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
        return self._by_id[file_id]

    def get(self, file_id: str) -> StoredFile:
        """A file for download.

        Raises:
            ApiError: 400 for an id that is none, or above 20 MB.
        """
        if file_id not in self._by_id:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        file = self._by_id[file_id]
        if len(file.body) > limits.DOWNLOAD:
            raise bad_request("file is too big")
        return file

    def at(self, path: str) -> StoredFile | None:
        """The file of a download address."""
        return self._by_path.get(path)
