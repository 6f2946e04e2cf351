#!/usr/bin/python
# Secret files of a machine; the action plugin of the same name opens the store.

from __future__ import annotations

DOCUMENTATION = r"""
module: secrets
short_description: Writes the secret files of a machine
description:
  - Owner, mode and bytes of each file, in folders that belong to root. No value is in a result, a difference or a log.
  - A secret file that was written here and that nobody wants any more is taken away. No other file is.
options:
  store:
    description: File of the control node with the encrypted values.
    type: path
  kind:
    description: What opens it.
    type: str
    choices: [ansible-vault, sops]
  folders:
    description: Folders that hold nothing but secrets, each after the one that it lies in.
    type: list
    elements: dict
    required: true
    suboptions:
      path:
        description: Absolute path.
        type: path
        required: true
      mode:
        description: Permission bits, in octal digits.
        type: str
        required: true
  files:
    description: The files. What each holds is said by names of values; the action plugin puts the values in their place.
    type: list
    elements: dict
    required: true
    suboptions:
      path:
        description: Absolute path.
        type: path
        required: true
      owner:
        description: Number of the user.
        type: int
        required: true
      group:
        description: Number of the group.
        type: int
        required: true
      mode:
        description: Permission bits, in octal digits.
        type: str
        required: true
      stales:
        description: Names of what reads the file at its start only.
        type: list
        elements: str
        default: []
      content:
        description: What it holds.
        type: raw
        required: true
attributes:
  check_mode:
    description: Says which files it would write.
    support: full
  diff_mode:
    description: Never shows what a file holds.
    support: none
author:
  - Rackbook (@rackbook)
"""

EXAMPLES = r"""
- name: Write the secret files
  rackbook.lab.secrets:
    store: "{{ rackbook_repository }}/secrets/vault.yaml"
    kind: ansible-vault
    folders: "{{ rackbook_secret_folders }}"
    files: "{{ rackbook_secret_files }}"
"""

RETURN = r"""
written:
  description: Files that were written, or had another owner or mode.
  returned: always
  type: list
  elements: str
removed:
  description: Files that nobody wants any more.
  returned: always
  type: list
  elements: str
"""

import base64
import os
import stat

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.rackbook.lab.plugins.module_utils.placed import make_stale, read_record, write_record, write_whole

NAME = "secrets"


def main():
    module = AnsibleModule(
        argument_spec={
            "store": {"type": "path"},
            "kind": {"type": "str", "choices": ["ansible-vault", "sops"]},
            "folders": {
                "type": "list",
                "elements": "dict",
                "required": True,
                "options": {"path": {"type": "path", "required": True}, "mode": {"type": "str", "required": True}},
            },
            "files": {
                "type": "list",
                "elements": "dict",
                "required": True,
                "options": {
                    "path": {"type": "path", "required": True},
                    "owner": {"type": "int", "required": True},
                    "group": {"type": "int", "required": True},
                    "mode": {"type": "str", "required": True},
                    "stales": {"type": "list", "elements": "str", "default": []},
                    "content": {"type": "raw", "required": True, "no_log": True},
                },
            },
        },
        supports_check_mode=True,
    )
    before = read_record(NAME)
    wanted = {each["path"]: each for each in module.params["files"]}
    written = [path for path, each in sorted(wanted.items()) if not is_there(module, each)]
    removed = [path for path in sorted(before["files"]) if path not in wanted and os.path.isfile(path)]
    if not module.check_mode:
        # Paths alone: a digest of a short password would give it away.
        files = {path: {"sha256": "", "mode": each["mode"]} for path, each in wanted.items()}
        if set(files) != set(before["files"]):
            write_record(NAME, {**before, "files": {**before["files"], **files}})
        for folder in module.params["folders"]:
            os.makedirs(folder["path"], mode=0o700, exist_ok=True)
            os.chown(folder["path"], 0, 0)
            os.chmod(folder["path"], int(folder["mode"], 8))
        for path in written:
            each = wanted[path]
            make_stale(each["stales"])
            os.makedirs(os.path.dirname(path), mode=0o755, exist_ok=True)
            write_whole(path, base64.b64decode(each["content"]), int(each["mode"], 8), each["owner"], each["group"])
        for path in removed:
            os.unlink(path)
        if removed:
            write_record(NAME, {**before, "files": files})
    module.exit_json(changed=bool(written or removed), written=written, removed=removed)


def is_there(module, wanted):
    path = wanted["path"]
    if os.path.islink(path) or (os.path.exists(path) and not os.path.isfile(path)):
        module.fail_json(msg="%s is there and is no file. Move it away; nothing was changed." % path)
    if not os.path.exists(path):
        return False
    now = os.stat(path)
    if (stat.S_IMODE(now.st_mode), now.st_uid, now.st_gid) != (int(wanted["mode"], 8), wanted["owner"], wanted["group"]):
        return False
    with open(path, "rb") as file:
        return file.read() == base64.b64decode(wanted["content"])


if __name__ == "__main__":
    main()
