"""The commands as a user runs them, each in a process of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.model import Record

ROOT = Path(__file__).resolve().parent.parent.parent
COMMUNIQUE = Path(sys.executable).with_name("communique")
SAMPLES = ROOT / "samples"
SENTENCE = "France urged Mali on Friday to free the two diplomats."

pytestmark = pytest.mark.slow


def run(*arguments: str | Path, stdin: str | bytes = b"") -> subprocess.CompletedProcess[bytes]:
    feed = stdin.encode() if isinstance(stdin, str) else stdin
    return subprocess.run([COMMUNIQUE, *map(str, arguments)], input=feed, capture_output=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All samples, coded once."""
    out = tmp_path_factory.mktemp("coded") / "samples.jsonl"
    done = run("code", SAMPLES, "-o", out)
    assert done.returncode == 0, done.stderr
    return out


def test_help_explains_itself() -> None:
    done = run("--help")
    assert done.returncode == 0
    for command in ("code", "show", "ledger", "relate", "verify", "schema"):
        assert command in done.stdout.decode()


def test_samples_are_coded_and_verified(coded: Path) -> None:
    records = [json.loads(line) for line in coded.read_text(encoding="utf-8").splitlines()]
    assert len(records) == 18
    assert all(record["schema"] == "communique/1" for record in records)
    done = run("verify", coded, "--documents", SAMPLES)
    assert done.returncode == 0, done.stderr


def test_a_damaged_record_is_found(coded: Path, tmp_path: Path) -> None:
    record = json.loads(coded.read_text(encoding="utf-8").splitlines()[0])
    record["undertakings"][0]["action"]["end"] += 1
    damaged = tmp_path / "damaged.jsonl"
    damaged.write_text(json.dumps(record) + "\n", encoding="utf-8")
    done = run("verify", damaged, "--documents", SAMPLES)
    assert done.returncode == 1
    assert record["undertakings"][0]["id"] in done.stderr.decode()


def test_manifest_names_version_and_data(coded: Path) -> None:
    manifest = json.loads(coded.with_name("samples.jsonl.manifest.json").read_bytes())
    assert manifest["counts"]["coded"] == 18
    assert manifest["version"]
    assert all(len(digest) == 64 for digest in manifest["data"].values())


def test_standard_input_gives_a_record_with_a_request() -> None:
    done = run("code", "-", stdin=json.dumps({"text": SENTENCE, "date": "2021-07-24", "id": "x"}) + "\n")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert "REQUEST" in [event["event"] for event in record["events"]]
    assert b"1 document coded" in done.stderr


def test_plain_text_on_standard_input() -> None:
    done = run("code", "-", stdin=SENTENCE)
    assert json.loads(done.stdout)["document"]["id"].startswith("d-")


def test_csv_has_a_row_an_event(coded: Path) -> None:
    events = sum(len(json.loads(line)["events"]) for line in coded.read_text(encoding="utf-8").splitlines())
    done = run("code", SAMPLES, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert len(rows) == events > 20
    assert all(row["event"] and row["document"] for row in rows)


def test_table_shows_the_words() -> None:
    done = run("code", "-", "--format", "table", stdin=SENTENCE)
    assert "urged" in done.stdout.decode()


def test_show_says_who_owes_what() -> None:
    done = run("show", "-", stdin=SENTENCE)
    assert done.returncode == 0, done.stderr
    assert "Mali should “free the two diplomats”" in " ".join(done.stdout.decode().split())


def test_show_of_an_unknown_id_says_so() -> None:
    done = run("show", SAMPLES, "--id", "nobody")
    assert done.returncode == 1
    assert b"no document has the id" in done.stderr


def test_ledger_table_and_lines() -> None:
    table = run("ledger", SAMPLES / "reports.jsonl")
    assert "status" in table.stdout.decode()
    lines = run("ledger", SAMPLES / "reports.jsonl", "--format", "jsonl", "--as-of", "2022-06-30")
    entries = [json.loads(line) for line in lines.stdout.decode().splitlines()]
    assert entries
    assert {entry["as_of"] for entry in entries} == {"2022-06-30"}


def test_wrong_use_exits_with_2() -> None:
    assert run("code").returncode == 2
    assert run("code", "-", "--format", "xml").returncode == 2
    assert run("ledger", "-", "--as-of", "soon").returncode == 2
    assert run("code", "-", "--resume").returncode == 2


def test_bad_input_is_named_and_the_rest_is_coded() -> None:
    lines = [json.dumps({"text": SENTENCE, "id": "good"}), '{"text": "half', json.dumps({"id": "no text"})]
    done = run("code", "-", stdin="\n".join(lines) + "\n")
    assert done.returncode == 1
    assert [json.loads(line)["document"]["id"] for line in done.stdout.splitlines()] == ["good"]
    message = done.stderr.decode()
    assert ":2:" in message
    assert ":3:" in message
    assert "Traceback" not in message


def test_schema_is_json_with_every_object() -> None:
    schema = json.loads(run("schema").stdout)
    assert "Record" in schema["$defs"]
    assert "Entry" in schema["$defs"]


def test_relate_always_answers() -> None:
    pair = {"id": "p", "text": SENTENCE, "actor": [0, 6], "recipient": [13, 17]}
    done = run("relate", stdin=json.dumps(pair) + "\n")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["id"], answer["event"], answer["quad_code"]) == ("p", "REQUEST", 3)


def test_resume_goes_on_after_a_kill(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        "".join(json.dumps({"id": f"d{n}", "text": f"{SENTENCE} " * (n % 7 + 1)}) + "\n" for n in range(300))
    )
    process = subprocess.Popen([COMMUNIQUE, "code", source, "-o", out], stderr=subprocess.DEVNULL, env=os.environ)
    for _ in range(600):
        if out.exists() and out.stat().st_size > 20_000:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    partial = out.read_bytes()
    out.write_bytes(partial[:-10])  # as if the machine had stopped in the middle of a line
    assert run("code", source, "-o", out, "--resume").returncode == 0
    whole = run("code", source)
    assert out.read_bytes() == whole.stdout
    assert len(partial) < len(whole.stdout)


def test_two_runs_give_the_same_bytes() -> None:
    assert run("code", SAMPLES).stdout == run("code", SAMPLES).stdout


def test_record_types_read_back(coded: Path) -> None:
    import msgspec  # noqa: PLC0415

    for line in coded.read_bytes().splitlines():
        record = msgspec.json.decode(line, type=Record)
        assert msgspec.json.encode(record) == line


def test_an_empty_word_is_a_text_and_not_the_current_folder() -> None:
    done = run("times", "", "--format", "jsonl")
    assert (done.returncode, done.stdout) == (0, b"")
