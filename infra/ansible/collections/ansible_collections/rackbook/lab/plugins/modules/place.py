#!/usr/bin/python
# What the machine itself does; the action plugin of the same name reads the files on the control node.

from __future__ import annotations

DOCUMENTATION = r"""
module: place
short_description: Puts generated files of the lab in place
description:
  - Ships the files that the ledger of the lab owns in some folders, and files with places of their own, in one step.
  - Takes away what it placed in an earlier run and is no longer wanted. It never deletes a file that it did not place.
  - A file of a person that is in the way is kept beside it, with the ending C(.before-rackbook).
options:
  name:
    description: Names what is placed, on its machine.
    type: str
    required: true
  folders:
    description: Folders of the repository whose files go to the same path below O(root).
    type: list
    elements: str
    default: []
  places:
    description: Files with a place of their own.
    type: list
    elements: dict
    default: []
    suboptions:
      from:
        description: Path in the repository.
        type: str
        required: true
      to:
        description: Absolute path on the machine.
        type: path
        required: true
      mode:
        description: Permission bits, in octal digits.
        type: str
        default: "0644"
      decides_owner:
        description: Whether the file system there decides on owner and mode, and refuses whoever would set them.
        type: bool
        default: false
  root:
    description: Folder of the machine that holds C(infra/).
    type: path
    required: true
  repository:
    description: Folder of the control node that the lab is checked out in.
    type: path
    required: true
  remember:
    description: Whether the earlier files are kept for M(rackbook.lab.guard), which can bring them back.
    type: bool
    default: false
  tests:
    description:
      - Programs that judge the files of O(folders) on the machine, once those are there and before any of O(places) is.
      - When one fails, the earlier files come back, and nothing takes effect.
    type: list
    elements: list
    default: []
  units:
    description: Units of systemd that belong to the files; M(rackbook.lab.leftovers) says them when nobody wants the files any more.
    type: list
    elements: str
    default: []
  gone:
    description: Programs to run before the files are taken away for good; M(rackbook.lab.leftovers) says them likewise.
    type: list
    elements: list
    default: []
  stales:
    description: Names of what else reads the files at its start, so that it has to be started anew when one of them has changed.
    type: list
    elements: str
    default: []
  files:
    description: What the action plugin has read. Never given by hand.
    type: list
    elements: dict
    default: []
    suboptions:
      to:
        description: Absolute path on the machine.
        type: path
        required: true
      mode:
        description: Permission bits, in octal digits.
        type: str
        required: true
      decides_owner:
        description: As in O(places).
        type: bool
        default: false
      content:
        description: The bytes, in Base64.
        type: str
        required: true
attributes:
  check_mode:
    description: Says what it would do and does nothing.
    support: full
  diff_mode:
    description: Shows texts before and after.
    support: full
author:
  - Rackbook (@rackbook)
"""

EXAMPLES = r"""
- name: Put the rules of the firewall in place
  rackbook.lab.place:
    name: firewall-nftables
    folders: [infra/nftables/srv-1]
    places:
      - from: infra/nftables/srv-1/rackbook-firewall.service
        to: /etc/systemd/system/rackbook-firewall.service
    root: /opt/rackbook
    repository: "{{ rackbook_repository }}"
"""

RETURN = r"""
written:
  description: Files that were written, or had another mode.
  returned: always
  type: list
  elements: str
removed:
  description: Files of an earlier run that were taken away.
  returned: always
  type: list
  elements: str
kept:
  description: Where files of a person were put that were in the way.
  returned: always
  type: list
  elements: str
pending:
  description: Whether the commands that make these files take effect have not been run for them yet.
  returned: always
  type: bool
stale:
  description: Whether something else that is read at the start has changed, or an earlier run was cut.
  returned: always
  type: bool
"""

import base64
import collections
import os
import shlex
import shutil

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.rackbook.lab.plugins.module_utils.placed import (
    digest,
    digest_of_all,
    make_stale,
    read_record,
    remember,
    remove_record,
    shown,
    write_over,
    write_record,
    write_whole,
)

# What is in the way of a file of ours is kept under its name with this behind it.
KEPT = ".before-rackbook"


def read_file(module, path):
    if os.path.islink(path) or (os.path.exists(path) and not os.path.isfile(path)):
        module.fail_json(msg="%s is there and is no file. Move it away; nothing was changed." % path)
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def empty_folders(path, root):
    """Takes away folders below the root that have nothing in them any more."""
    folder = os.path.dirname(path)
    while folder.startswith(root.rstrip("/") + "/"):
        try:
            os.rmdir(folder)
        except OSError:
            return
        folder = os.path.dirname(folder)


class Wanted:
    """A file as it shall be."""

    def __init__(self, given):
        self.path = given["to"]
        self.content = base64.b64decode(given["content"])
        self.mode = int(given["mode"], 8)
        self.decides_owner = given["decides_owner"]

    def is_there(self, now):
        return now == self.content and (self.decides_owner or (os.stat(self.path).st_mode & 0o7777) == self.mode)

    def write(self):
        os.makedirs(os.path.dirname(self.path), mode=0o755, exist_ok=True)
        if self.decides_owner:
            write_over(self.path, self.content)
        else:
            write_whole(self.path, self.content, self.mode)


Change = collections.namedtuple("Change", "wanted there written removed kept files pending")


def write(module, before, change):
    """Everything that changes the machine. A run that is cut is made good by the next: the record is written first and says so."""
    name, root = module.params["name"], module.params["root"]
    record = {
        **before,
        "files": {**before["files"], **change.files},
        "units": module.params["units"],
        "guarded": module.params["remember"] and not name.startswith("stack-"),
        "gone": [[str(word) for word in command] for command in module.params["gone"]],
        "done": None if change.pending else before["done"],
        "was_done": bool(before.get("was_done")) or before.get("done") is not None,
        "stale": bool(before.get("stale")),
    }
    if change.pending:
        write_record(name, record)
    if change.written or change.removed:
        make_stale(module.params["stales"])
        if module.params["remember"]:
            remember(name, {path: change.there[path] for path in change.written + change.removed}, record["was_done"])
    for path in change.kept:
        shutil.copy2(path[: -len(KEPT)], path)
    staged = [path for path in change.written if path.startswith(root.rstrip("/") + "/")]
    modes = {path: os.stat(path).st_mode & 0o7777 for path in staged if change.there[path] is not None}
    for path in staged:
        change.wanted[path].write()
    fault = refusal(module) if change.pending else None
    if fault:
        for path in staged:
            if change.there[path] is None:
                os.unlink(path)
                empty_folders(path, root)
            else:
                write_whole(path, change.there[path], modes[path])
        module.fail_json(msg="%s Nothing of %s takes effect; the earlier files are back." % (fault, name))
    for path in change.written:
        if path not in staged:
            change.wanted[path].write()
    for path in change.removed:
        os.unlink(path)
        empty_folders(path, root)
    record["files"] = change.files
    if not change.files:
        remove_record(name)
    elif change.pending or record != before:
        write_record(name, record)


def refusal(module):
    """What the first test says that is not content."""
    for command in module.params["tests"]:
        words = [str(word) for word in command]
        code, out, error = module.run_command(words)
        if code != 0:
            return "%s ended with %d: %s" % (shlex.join(words), code, (out + error).strip()[-4000:])
    return None


def main():
    module = AnsibleModule(
        argument_spec={
            "name": {"type": "str", "required": True},
            "folders": {"type": "list", "elements": "str", "default": []},
            "places": {
                "type": "list",
                "elements": "dict",
                "default": [],
                "options": {
                    "from": {"type": "str", "required": True},
                    "to": {"type": "path", "required": True},
                    "mode": {"type": "str", "default": "0644"},
                    "decides_owner": {"type": "bool", "default": False},
                },
            },
            "root": {"type": "path", "required": True},
            "repository": {"type": "path", "required": True},
            "remember": {"type": "bool", "default": False},
            "tests": {"type": "list", "elements": "list", "default": []},
            "units": {"type": "list", "elements": "str", "default": []},
            "gone": {"type": "list", "elements": "list", "default": []},
            "stales": {"type": "list", "elements": "str", "default": []},
            "files": {
                "type": "list",
                "elements": "dict",
                "default": [],
                "options": {
                    "to": {"type": "path", "required": True},
                    "mode": {"type": "str", "required": True},
                    "decides_owner": {"type": "bool", "default": False},
                    "content": {"type": "str", "required": True, "no_log": False},
                },
            },
        },
        supports_check_mode=True,
    )
    name = module.params["name"]
    try:
        before = read_record(name)
    except ValueError as error:
        module.fail_json(msg=str(error))
    wanted = {each["to"]: Wanted(each) for each in module.params["files"]}
    # All is looked at before anything is changed.
    there = {path: read_file(module, path) for path in sorted(set(wanted) | set(before["files"]))}
    written = [path for path, file in wanted.items() if not file.is_there(there[path])]
    removed = [path for path in sorted(before["files"]) if path not in wanted and there[path] is not None]
    # What a person has written at such a place, or has made of it since, is not lost.
    kept = [path + KEPT for path in written if path not in before["files"] and there[path] not in (None, wanted[path].content)]
    kept += [path + KEPT for path in removed if digest(there[path]) != before["files"][path]["sha256"]]
    differences = [
        {
            "before_header": path,
            "after_header": path,
            "before": "" if there[path] is None else shown(there[path]),
            "after": shown(wanted[path].content) if path in wanted else "",
        }
        for path in written + removed
    ]
    files = {path: {"sha256": digest(file.content), "mode": "%04o" % file.mode} for path, file in wanted.items()}
    pending = before.get("done") != digest_of_all(files) or bool(written or removed) or bool(before.get("stale"))
    stale = bool(before.get("stale")) or (pending and not written and not removed)
    if not module.check_mode:
        write(module, before, Change(wanted, there, written, removed, kept, files, pending))
    module.exit_json(
        changed=bool(written or removed),
        written=written,
        removed=removed,
        kept=kept,
        pending=pending,
        stale=stale,
        diff=differences,
    )


if __name__ == "__main__":
    main()
