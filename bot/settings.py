"""Settings of the front end: from the environment or the file `.env`, nowhere else."""

import os
import re
import secrets
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ENV_FILE = Path(".env")
LogFormat = Literal["json", "plain"]
SealingKey = Annotated[SecretStr, Field(min_length=32)]
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~/-]*)?")
_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")
"""Telegram takes no other characters, and 256 at most."""


class Settings(BaseSettings):
    """What an operator may set. Times are seconds.

    Raises:
        pydantic.ValidationError: when a value is missing or out of its limits.
    """

    model_config = SettingsConfigDict(env_file=ENV_FILE, extra="ignore", frozen=True, hide_input_in_errors=True)

    installation_key: SecretStr = Field(min_length=32)
    sealing_keys: Annotated[tuple[SealingKey, ...], NoDecode] = Field(
        (), description="commas between them, newest first; written by `myrights keys rotate`"
    )
    telegram_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    database_url: str = "sqlite+aiosqlite:///var/myrights.db"
    engine_host: str = "127.0.0.1"
    engine_port: int = Field(5005, ge=1, le=65535)
    engine_token: SecretStr | None = None
    engine_timeout: float = Field(0.7, gt=0, description="promise E4: a first reply within a second")
    page_port: int = Field(8081, ge=1, le=65535)
    content_folder: Path = Path("content")
    handler_deadline: float = Field(30.0, gt=0)
    sweep_every: float = Field(20.0, gt=0, description="the shortest clock of promise P2 is a quarter of an hour")
    poll_timeout: int = Field(25, ge=0, le=50, description="Telegram's own limit is 50")
    webhook_url: str | None = Field(None, description="without it the bot polls")
    webhook_secret: SecretStr | None = None
    webhook_host: str = "127.0.0.1"
    webhook_port: int = Field(8443, ge=1, le=65535, description="where we listen; WEBHOOK_URL is what Telegram calls")
    log_format: LogFormat | None = Field(None, description="see bot.logs")

    @field_validator("sealing_keys", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return [key.strip() for key in value.split(",") if key.strip()] if isinstance(value, str) else value

    @field_validator("webhook_url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value and not _ADDRESS.fullmatch(value):
            raise ValueError("write it as https://bot.example.org/path")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if info.data.get("webhook_url") and not _SECRET.fullmatch(value.get_secret_value() if value else ""):
            raise ValueError(
                "WEBHOOK_URL needs it: 32 to 256 characters of A-Z a-z 0-9 _ -, as `openssl rand -hex 32` writes them"
            )
        return value

    @property
    def engine_url(self) -> str:
        """Where the engine answers; loopback unless the operator says otherwise."""
        return f"http://{self.engine_host}:{self.engine_port}"


def ensure_installation_key(env_file: Path = ENV_FILE) -> None:
    """Write a fresh installation key into `env_file` when neither it nor the environment has one."""
    if os.environ.get("INSTALLATION_KEY"):
        return
    text = env_file.read_text(encoding="utf-8") if env_file.exists() else ""
    if any(line.startswith("INSTALLATION_KEY=") for line in text.splitlines()):
        return
    if text and not text.endswith("\n"):
        text += "\n"
    env_file.touch(mode=0o600)
    env_file.write_text(f"{text}INSTALLATION_KEY={secrets.token_urlsafe(32)}\n", encoding="utf-8")
