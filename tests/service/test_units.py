"""The units of systemd: what dies comes back, and nobody can do more than he must."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path("deploy")
BOT, ENGINE = DEPLOY / "myrights-bot.service", DEPLOY / "myrights-engine.service"
INSTALLED = "/opt/myrights"
UNITS = [pytest.param(path, id=path.stem) for path in (BOT, ENGINE)]
EXPOSED = 2.0
"""systemd's own measure, from 0 to 10."""
TOKEN = "1234567890:a-token-for-the-test-of-units-abcdefg"


def read(path: Path) -> dict[str, dict[str, str]]:
    """Sections and settings; the values of a setting that is repeated are added up, as systemd does."""
    sections: dict[str, dict[str, str]] = {}
    for line in path.read_text().splitlines():
        name, equals, value = line.partition("=")
        if line.startswith("["):
            sections[line.strip("[]")] = section = {}
        elif equals and not line.startswith("#"):
            section[name] = f"{section.get(name, '')} {value}".strip()
    return sections


@pytest.mark.promise("R1")
@pytest.mark.parametrize("path", UNITS)
def test_it_comes_back_whenever_it_dies_and_after_a_reboot(path: Path) -> None:
    unit = read(path)
    assert unit["Service"]["Restart"] == "always"
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"
    assert float(unit["Service"]["RestartSec"]) <= 5
    assert unit["Install"]["WantedBy"] == "multi-user.target"


@pytest.mark.parametrize("path", UNITS)
def test_it_can_do_no_more_than_it_must(path: Path) -> None:
    service = read(path)["Service"]
    for name in ("NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome", "ProtectKernelTunables"):
        assert service[name] == "true"
    assert service["User"] not in ("", "root")
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["LimitCORE"] == "0"  # a core would hold what women write
    assert "AF_NETLINK" not in service["RestrictAddressFamilies"]
    assert service["SystemCallFilter"].split() == ["@system-service", "~@privileged"]


def test_both_fit_into_two_gigabytes() -> None:
    units = {"M": 1, "G": 1024}
    limits = [read(path)["Service"]["MemoryMax"] for path in (BOT, ENGINE)]
    assert sum(int(limit[:-1]) * units[limit[-1]] for limit in limits) <= 1800


@pytest.mark.promise("P6")
def test_the_engine_has_no_way_out() -> None:
    service = read(ENGINE)["Service"]
    assert (service["IPAddressDeny"], service["IPAddressAllow"]) == ("any", "localhost")
    assert service["RestrictAddressFamilies"].split() == ["AF_UNIX", "AF_INET"]


def test_the_engine_sees_no_secret_and_no_data_of_the_bot() -> None:
    bot, engine = read(BOT)["Service"], read(ENGINE)["Service"]
    assert bot["User"] != engine["User"]
    assert {"-/etc/myrights", "-/var/lib/myrights"} <= set(engine["InaccessiblePaths"].split())
    assert bot["EnvironmentFile"] not in engine["EnvironmentFile"]


@pytest.mark.promise("E4")
def test_the_bot_does_not_need_the_engine() -> None:
    unit = read(BOT)["Unit"]
    assert "myrights-engine.service" in unit["Wants"]
    assert not {"Requires", "BindsTo", "Requisite"} & set(unit)
    assert "engine" not in unit["After"]


@pytest.mark.parametrize("path", UNITS)
def test_no_secret_stands_in_a_unit(path: Path) -> None:
    assert not [name for name in ("TOKEN=", "KEY=", "PASSWORD") if name in path.read_text()]


@pytest.mark.parametrize("path", UNITS)
def test_it_starts_what_there_is(path: Path) -> None:
    service = read(path)["Service"]
    program = Path(service["ExecStart"].split()[0].replace(INSTALLED, "."))
    assert service["WorkingDirectory"] == INSTALLED
    assert os.access(program, os.X_OK)


needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")


@needs_systemd
@pytest.mark.parametrize("path", UNITS)
def test_systemd_finds_no_fault(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_text(path.read_text().replace(INSTALLED, str(Path.cwd())))
    for other in (BOT, ENGINE):
        (tmp_path / other.name).exists() or shutil.copy(other, tmp_path)
    ended = subprocess.run(["systemd-analyze", "verify", str(copy)], capture_output=True, text=True, check=False)
    assert [line for line in ended.stderr.splitlines() if line.startswith((path.name, str(copy)))] == []


@needs_systemd
@pytest.mark.parametrize("path", UNITS)
def test_systemd_calls_it_well_protected(path: Path) -> None:
    command = ["systemd-analyze", "security", "--offline=true", f"--threshold={int(EXPOSED * 10)}", str(path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout


def installed(into: Path, token: str = TOKEN) -> Path:
    env = {**os.environ, "DESTDIR": str(into), "TELEGRAM_TOKEN": token}
    subprocess.run([str(DEPLOY / "install")], env=env, check=True, stdin=subprocess.DEVNULL)
    return into / "etc/myrights/bot.env"


def test_an_installation_writes_units_and_secrets_for_root_only(tmp_path: Path) -> None:
    secrets = installed(tmp_path)
    settings = dict(line.split("=", 1) for line in secrets.read_text().splitlines())
    assert settings["TELEGRAM_TOKEN"] == TOKEN
    assert len(settings["INSTALLATION_KEY"]) >= 43
    assert settings["DATABASE_URL"].startswith("sqlite+aiosqlite:////var/lib/myrights/")
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o600
    assert stat.S_IMODE(secrets.parent.stat().st_mode) == 0o700
    assert {path.name for path in (tmp_path / "etc/systemd/system").iterdir()} == {BOT.name, ENGINE.name}


def test_an_update_keeps_the_key_and_the_token(tmp_path: Path) -> None:
    before = installed(tmp_path).read_text()
    assert installed(tmp_path, "another").read_text() == before


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    assert installed(tmp_path / "one").read_text() != installed(tmp_path / "two").read_text()
