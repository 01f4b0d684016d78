"""The one file that a clone needs: what it refuses, and what it hands on."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent


def start(*arguments: str, file: Path = ROOT / "dev.py") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, file, *arguments], capture_output=True, text=True, check=False
    )


def test_without_a_command_it_says_what_there_is() -> None:
    said = start()
    assert said.returncode == 0
    for command in ("run", "test", "check", "broadsheet", "lock"):
        assert f"python3 dev.py {command}" in said.stdout


def test_an_unknown_command_is_one_sentence() -> None:
    said = start("fly")
    assert said.returncode == 1
    assert said.stderr == "There is no command 'fly'.\n"


def test_an_unknown_step_is_one_sentence() -> None:
    with pytest.raises(SystemExit, match="There is no step 'fly'; there are format, lint"):
        dev.check(["fly"])


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    for name in ("dev.py", "requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / ".broadsheet").touch()
    said = start("test", file=tmp_path / "dev.py")
    assert said.returncode == 1
    [sentence] = said.stderr.splitlines()
    assert re.match(r".*\.broadsheet cannot be written \(File exists\)\.", sentence)


def test_the_lock_names_no_host_and_has_a_hash_for_everything() -> None:
    lock = dev.LOCK.read_text(encoding="utf-8")
    assert "://" not in lock
    packages = re.split(r"\n(?=\S)", lock.strip())
    assert all("--hash=sha256:" in package for package in packages)


def test_the_installer_is_pinned_by_the_lock_too() -> None:
    pinned = dev.pinned_uv()
    assert pinned
    lines = pinned[0].splitlines()
    assert lines[0] == f"uv=={pinned[1]} \\"
    assert all(line.startswith("    --hash=sha256:") for line in lines[1:])
    assert len(lines) > 2


def test_what_pip_was_told_is_passed_on_and_its_variables_count_most() -> None:
    told = """\
:env:.index-url='https://zero.test/simple'
global.cert='/one.pem'
global.extra-index-url='\\nhttps://two.test/simple\\nhttps://three.test/simple'
global.index-url='https://one.test/simple'
global.timeout='60'
install.find-links='/wheels /more-wheels'
"""
    assert dev.in_uvs_words(told) == {
        "UV_DEFAULT_INDEX": "https://zero.test/simple",
        "UV_INDEX": "https://two.test/simple https://three.test/simple",
        "UV_FIND_LINKS": "/wheels,/more-wheels",
        "SSL_CERT_FILE": "/one.pem",
    }


def test_what_uv_was_told_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://pips.test/simple")
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://uvs.test/simple")
    assert dev.with_pips_settings()["UV_DEFAULT_INDEX"] == "https://uvs.test/simple"


def test_a_second_start_waits_for_the_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "STATE", tmp_path)
    program = (
        f"import dev, pathlib; dev.STATE = pathlib.Path({str(tmp_path)!r})\n"
        "with dev.one_at_a_time(): print('mine', flush=True)"
    )
    with dev.one_at_a_time():
        second = subprocess.Popen(
            [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert second.stdout
        assert second.stdout.readline().startswith("Waiting for another start")
        assert second.poll() is None
    rest, _ = second.communicate()
    assert rest == "mine\n"
    assert capfd.readouterr().err == ""


def test_a_step_that_fails_shows_what_it_said(capfd: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-c", "import sys; print('the reason'); sys.exit(3)"]
    with pytest.raises(dev.StepError):
        dev.step("Trying", command)
    said = capfd.readouterr()
    assert said.out.startswith("Trying: failed in ")
    assert "the reason" in said.err


def test_a_step_that_succeeds_says_how_long_it_took(capfd: pytest.CaptureFixture[str]) -> None:
    dev.step("Trying", [sys.executable, "-c", "print('chatter')"])
    said = capfd.readouterr()
    assert re.fullmatch(r"Trying: done in \d+\.\d s\n", said.out)
    assert said.err == ""
