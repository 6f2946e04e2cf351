# What a machine remembers of the files that were placed on it, and how they are written.

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile

# One file for each deployment: what was placed, and for which of it the commands have been run to their end.
RECORDS = "/var/lib/rackbook/placed"
# A text longer than this is not shown in a difference.
SHOWN = 100_000


def record_path(name):
    return os.path.join(RECORDS, name + ".json")


def read_record(name):
    """What is known of an earlier run: files by path, with the digest and mode they were given. Empty for a first run."""
    try:
        with open(record_path(name), encoding="utf-8") as file:
            record = json.load(file)
    except FileNotFoundError:
        return {"files": {}, "done": None, "was_done": False, "stale": False, "gone": [], "units": []}
    if not isinstance(record, dict) or not isinstance(record.get("files"), dict):
        raise ValueError("%s is damaged. Remove it: files that are no longer wanted then stay." % record_path(name))
    return record


def write_record(name, record):
    os.makedirs(RECORDS, mode=0o755, exist_ok=True)
    write_whole(record_path(name), (json.dumps(record, indent=2, sort_keys=True) + "\n").encode(), 0o644)


def write_whole(path, content, mode, owner=None, group=None):
    """Beside it first, so that nobody ever reads half of it, and nobody else than its owner ever reads it."""
    folder = os.path.dirname(path)
    handle, beside = tempfile.mkstemp(prefix=".rackbook-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if owner is not None:
            os.chown(beside, owner, group)
        os.chmod(beside, mode)
        os.replace(beside, path)
    except BaseException:
        if os.path.exists(beside):
            os.unlink(beside)
        raise


def all_records():
    """Names of everything that was ever placed here and not taken away."""
    if not os.path.isdir(RECORDS):
        return []
    return sorted(file[: -len(".json")] for file in os.listdir(RECORDS) if file.endswith(".json") and not file.startswith("."))


def remove_record(name):
    if os.path.exists(record_path(name)):
        os.unlink(record_path(name))


def make_stale(names):
    """Something that these read has changed, so that their commands have to be run again; remembered, in case the run is cut."""
    for name in names:
        record = read_record(name)
        if record["files"] and not record.get("stale"):
            write_record(name, {**record, "stale": True})


def write_over(path, content):
    """For file systems that decide on owner and mode themselves and refuse whoever would set them."""
    with open(path, "wb") as file:
        file.write(content)


def remembered(name):
    """Folder of what a deployment found before it; only root looks into it."""
    return os.path.join("/var/lib/rackbook/before", name)


def remember(name, files, was_done):
    """Keeps what is about to be replaced, by number, and which path each was; None stands for a path at which nothing was. What an earlier
    run that was not confirmed has kept is older, so it stays. `was_done` says whether all of it had taken effect once."""
    folder = remembered(name)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    index = os.path.join(folder, "index.json")
    known, was_done = read_remembered(name, was_done)
    for path, content in sorted(files.items()):
        if path in known:
            continue
        number = None
        if content is not None:
            number = str(len(known))
            write_whole(os.path.join(folder, number), content, os.stat(path).st_mode & 0o7777)
        known[path] = number
    write_whole(index, json.dumps({"files": known, "was_done": was_done}).encode(), 0o600)


def read_remembered(name, was_done=False):
    """What was kept, by path, and whether it had taken effect."""
    index = os.path.join(remembered(name), "index.json")
    if not os.path.exists(index):
        return {}, was_done
    with open(index, encoding="utf-8") as file:
        kept = json.load(file)
    return kept["files"], kept["was_done"]


def forget(name):
    shutil.rmtree(remembered(name), ignore_errors=True)


def digest(content):
    return hashlib.sha256(content).hexdigest()


def digest_of_all(files):
    """One digest of all files of a deployment: by it a machine knows for what its commands were run."""
    lines = ["%s %s %s" % (path, each["sha256"], each["mode"]) for path, each in sorted(files.items())]
    return digest("\n".join(lines).encode())


def shown(content):
    """A text for a difference; of what is none, how long it is."""
    if len(content) > SHOWN or b"\0" in content:
        return "(%d bytes)\n" % len(content)
    return content.decode("utf-8", "replace")
