#!/usr/bin/python
# One command of a runbook, as a person would type it.

from __future__ import annotations

DOCUMENTATION = r"""
module: step
short_description: Runs a command of a runbook
description:
  - In a POSIX shell of its own, as a person would type it. Check mode shows it and runs nothing.
options:
  title:
    description: What it does.
    type: str
    required: true
  run:
    description: The command.
    type: str
    required: true
  exits:
    description: Exit code that is right.
    type: int
    default: 0
  newest:
    description: Words that stand for the newest copy in commands of a backup tool.
    type: list
    elements: str
    default: []
  copy:
    description: Id of the copy to take in place of the newest; empty for the newest.
    type: str
    default: ""
attributes:
  check_mode:
    description: Runs nothing.
    support: full
author:
  - Rackbook (@rackbook)
"""

EXAMPLES = r"""
- name: Restore the data
  rackbook.lab.step:
    title: Restore the data
    run: /opt/rackbook/infra/restic/srv-1/restic-usb.sh restore latest --target /
"""

RETURN = r"""
ran:
  description: The command, in a list, as M(rackbook.lab.run) gives it.
  returned: always
  type: list
  elements: str
output:
  description: The last 4000 characters of what it said.
  returned: when it was run
  type: str
"""

import re

from ansible.module_utils.basic import AnsibleModule

COPY = re.compile(r"[0-9a-f]{8,64}")


def main():
    module = AnsibleModule(
        argument_spec={
            "title": {"type": "str", "required": True},
            "run": {"type": "str", "required": True},
            "exits": {"type": "int", "default": 0},
            "newest": {"type": "list", "elements": "str", "default": []},
            "copy": {"type": "str", "default": ""},
        },
        supports_check_mode=True,
    )
    command, copy = module.params["run"], module.params["copy"]
    if copy:
        if not COPY.fullmatch(copy):
            module.fail_json(msg="%r is no id of a copy" % copy)
        for word in module.params["newest"]:
            command = re.sub(r"(?<=\s)%s(?=\s|$)" % re.escape(word), copy, command)
    if module.check_mode:
        module.exit_json(changed=True, ran=[command])
    code, out, error = module.run_command(["/bin/sh", "-c", command], cwd="/")
    said = (out + error)[-4000:]
    if code != module.params["exits"]:
        module.fail_json(msg="%s: it ended with %d. %s" % (module.params["title"], code, said.strip()), ran=[command], output=said)
    module.exit_json(changed=True, ran=[command], output=said)


if __name__ == "__main__":
    main()
