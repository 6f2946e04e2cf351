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
    description: Units of systemd that belong to the files; they are stopped when the files are taken away for good.
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
"""

import base64
import os
import shlex
import shutil

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.rackbook.lab.plugins.module_utils.placed import (
    digest,
    digest_of_all,
    read_record,
    remember,
    shown,
    write_record,
    write_whole,
)


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


def put(paths, files):
    for path in paths:
        content, mode = files[path]
        os.makedirs(os.path.dirname(path), mode=0o755, exist_ok=True)
        write_whole(path, content, mode)


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
                },
            },
            "root": {"type": "path", "required": True},
            "repository": {"type": "path", "required": True},
            "remember": {"type": "bool", "default": False},
            "tests": {"type": "list", "elements": "list", "default": []},
            "units": {"type": "list", "elements": "str", "default": []},
            "files": {
                "type": "list",
                "elements": "dict",
                "default": [],
                "options": {
                    "to": {"type": "path", "required": True},
                    "mode": {"type": "str", "required": True},
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
    wanted = {
        each["to"]: (base64.b64decode(each["content"]), int(each["mode"], 8)) for each in module.params["files"]
    }
    # All is looked at before anything is changed.
    there = {path: read_file(module, path) for path in sorted(set(wanted) | set(before["files"]))}
    written, removed, kept, differences = [], [], [], []
    for path, (content, mode) in sorted(wanted.items()):
        now = there[path]
        if now == content and (os.stat(path).st_mode & 0o7777) == mode:
            continue
        written.append(path)
        differences.append(
            {
                "before_header": path,
                "after_header": path,
                "before": "" if now is None else shown(now),
                "after": shown(content),
            }
        )
        if now is not None and now != content and path not in before["files"]:
            kept.append(path + ".before-rackbook")
    for path, each in sorted(before["files"].items()):
        if path in wanted or there[path] is None:
            continue
        removed.append(path)
        differences.append({"before_header": path, "after_header": path, "before": shown(there[path]), "after": ""})
        if digest(there[path]) != each["sha256"]:
            kept.append(path + ".before-rackbook")
    files = {path: {"sha256": digest(content), "mode": "%04o" % mode} for path, (content, mode) in wanted.items()}
    pending = before.get("done") != digest_of_all(files) or bool(written) or bool(removed)
    if not module.check_mode:
        record = {"files": {**before["files"], **files}, "units": module.params["units"], "done": None if pending else before["done"]}
        if pending:
            # Remembered before anything changes, so that a run that is cut takes away later what it should have.
            write_record(name, record)
        if module.params["remember"] and (written or removed):
            remember(name, {path: there[path] for path in written + removed})
        for path in kept:
            shutil.copy2(path[: -len(".before-rackbook")], path)
        root = module.params["root"].rstrip("/") + "/"
        staged = [path for path in written if path.startswith(root)]
        modes = {path: os.stat(path).st_mode & 0o7777 for path in staged if there[path] is not None}
        put(staged, wanted)
        fault = refusal(module) if pending else None
        if fault:
            put([path for path in staged if there[path] is not None], {path: (there[path], modes.get(path)) for path in staged})
            for path in staged:
                if there[path] is None:
                    os.unlink(path)
                    empty_folders(path, module.params["root"])
            module.fail_json(msg="%s Nothing of %s takes effect; the earlier files are back." % (fault, name))
        put([path for path in written if path not in staged], wanted)
        for path in removed:
            os.unlink(path)
            empty_folders(path, module.params["root"])
        record["files"] = files
        if pending or record != before:
            write_record(name, record)
    module.exit_json(
        changed=bool(written or removed),
        written=written,
        removed=removed,
        kept=kept,
        pending=pending,
        diff=differences,
    )


if __name__ == "__main__":
    main()
