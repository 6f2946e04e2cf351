#!/usr/bin/python
# The way back from a change that may cut the connection over which it was made.

from __future__ import annotations

DOCUMENTATION = r"""
module: guard
short_description: Takes a change back unless the machine can be reached anew
description:
  - C(armed) starts a timer of systemd on the machine. When it runs out, the files that M(rackbook.lab.place) has replaced come back, and O(commands)
    make them take effect; where there was nothing before, O(undo) does.
  - C(confirmed) stops it. Whoever says so has reached the machine by a new connection.
options:
  name:
    description: As given to M(rackbook.lab.place), which was told to remember.
    type: str
    required: true
  state:
    description: Whether the timer is started or stopped.
    type: str
    choices: [armed, confirmed]
    required: true
  commands:
    description: What makes the files take effect.
    type: list
    elements: list
    default: []
  undo:
    description: What takes the change back where nothing of it was there before.
    type: list
    elements: list
    default: []
  root:
    description: Folder of the machine that holds C(infra/).
    type: path
    default: /opt/rackbook
  seconds:
    description: After how long.
    type: int
    default: 60
attributes:
  check_mode:
    description: Does nothing then.
    support: full
author:
  - Rackbook (@rackbook)
"""

EXAMPLES = r"""
- name: Have a way back
  rackbook.lab.guard:
    name: firewall-nftables
    state: armed
    commands:
      - [nft, --file, /opt/rackbook/infra/nftables/srv-1/rackbook.nft]
    undo:
      - [nft, delete, table, inet, rackbook]
"""

RETURN = r"""
taken_back:
  description: With C(confirmed), whether it was too late.
  returned: always
  type: bool
"""

import os
import shlex

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.rackbook.lab.plugins.module_utils.placed import forget, read_remembered, remembered, write_whole


def script(name, root, commands, undo):
    """Shell that brings back what was there. It goes on after a fault, since half of the way back is better than none. At the first time,
    folders stay: `undo` may be a script in them."""
    folder = remembered(name)
    known, was_done = read_remembered(name)
    below = root.rstrip("/") + "/"
    back = {path: number for path, number in known.items() if was_done or not path.startswith(below)}
    lines = ["#!/bin/sh", "# Brings back what was there before a change that nobody confirmed."]
    for path, number in sorted(back.items()):
        if number is None:
            lines.append("rm -f -- %s" % shlex.quote(path))
        else:
            lines.append("cp -- %s %s" % (shlex.quote(os.path.join(folder, number)), shlex.quote(path)))
    lines += [shlex.join(command) for command in (commands if was_done else undo)]
    # Says that it happened; it goes last.
    lines.append("touch -- %s" % shlex.quote(os.path.join(folder, "taken-back")))
    return "\n".join(lines) + "\n"


def main():
    words = {"type": "list", "elements": "list", "default": []}
    module = AnsibleModule(
        argument_spec={
            "name": {"type": "str", "required": True},
            "state": {"type": "str", "choices": ["armed", "confirmed"], "required": True},
            "commands": words,
            "undo": words,
            "root": {"type": "path", "default": "/opt/rackbook"},
            "seconds": {"type": "int", "default": 60},
        },
        supports_check_mode=True,
    )
    if module.check_mode:
        module.exit_json(changed=False, taken_back=False)
    name, folder = module.params["name"], remembered(module.params["name"])
    unit = "rackbook-guard-" + name
    if module.params["state"] == "armed":
        commands = [[str(word) for word in command] for command in module.params["commands"]]
        undo = [[str(word) for word in command] for command in module.params["undo"]]
        os.makedirs(folder, mode=0o700, exist_ok=True)
        path = os.path.join(folder, "take-back.sh")
        write_whole(path, script(name, module.params["root"], commands, undo).encode(), 0o700)
        module.run_command(["systemctl", "stop", unit + ".timer"])
        code, out, error = module.run_command(
            [
                "systemd-run",
                "--unit=" + unit,
                "--on-active=%ds" % module.params["seconds"],
                "--timer-property=AccuracySec=1s",
                "/bin/sh",
                path,
            ]
        )
        if code != 0:
            module.fail_json(msg="No way back could be prepared, so nothing was changed: %s" % (out + error).strip())
        module.exit_json(changed=False, taken_back=False)
    if os.path.exists(os.path.join(folder, "taken-back")):
        forget(name)
        module.fail_json(
            msg="The machine could not be reached in time, so the earlier files are back. Nothing of %s is deployed." % name,
            taken_back=True,
        )
    module.run_command(["systemctl", "stop", unit + ".timer"])
    forget(name)
    module.exit_json(changed=False, taken_back=False)


if __name__ == "__main__":
    main()
