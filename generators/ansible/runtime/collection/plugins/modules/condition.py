#!/usr/bin/python
# How well a machine is, to compare before and after.

from __future__ import annotations

DOCUMENTATION = r"""
module: condition
short_description: Says which units and containers of a machine are not well, and whether that has become more
options:
  files:
    description: Compose files whose containers are looked at; one that is not there counts as one without containers.
    type: list
    elements: path
    default: []
  before:
    description: What it said before. Without it, nothing is compared.
    type: dict
  seconds:
    description: How long to wait until it is as well as before.
    type: int
    default: 300
attributes:
  check_mode:
    description: It changes nothing anyway.
    support: full
author:
  - Rackbook (@rackbook)
"""

EXAMPLES = r"""
- name: See how it is
  rackbook.lab.condition:
  register: before
"""

RETURN = r"""
condition:
  description: Names of units that have failed, of containers that are well, and of containers that are not.
  returned: always
  type: dict
"""

import json
import os
import time

from ansible.module_utils.basic import AnsibleModule


def failed_units(module):
    code, out, error = module.run_command(["systemctl", "list-units", "--state=failed", "--plain", "--no-legend", "--no-pager"])
    if code != 0:
        module.fail_json(msg="systemd does not answer: %s" % error.strip())
    return sorted(line.split()[0] for line in out.splitlines() if line.strip())


def containers(module, files):
    """Name and whether it is well, of every container of the projects; None when the engine does not answer."""
    there = [file for file in files if os.path.isfile(file)]
    if not there or module.get_bin_path("docker") is None:
        return {}
    ids = []
    for file in there:
        label = "label=com.docker.compose.project.config_files=" + file
        code, out, error = module.run_command(["docker", "ps", "--all", "--quiet", "--no-trunc", "--filter", label])
        if code != 0:
            return None
        ids += out.split()
    if not ids:
        return {}
    code, out, error = module.run_command(["docker", "inspect", *ids])
    if code != 0:
        return None
    found = {}
    for each in json.loads(out):
        state = each["State"]
        health = (state.get("Health") or {}).get("Status", "none")
        running = state["Status"] == "running" and health in ("none", "healthy")
        found[each["Name"].lstrip("/")] = running or (state["Status"] == "exited" and state.get("ExitCode") == 0)
    return found


def condition(module):
    found = containers(module, module.params["files"])
    return {
        "failed": failed_units(module),
        "answers": found is not None,
        "well": sorted(name for name, well in (found or {}).items() if well),
        "bad": sorted(name for name, well in (found or {}).items() if not well),
    }


def worse(before, now):
    """What is not as well as before, in words."""
    found = ["%s has failed" % unit for unit in now["failed"] if unit not in before["failed"]]
    if before["answers"] and not now["answers"]:
        found.append("the container engine does not answer")
    else:
        found += ["%s is not well" % name for name in before["well"] if name not in now["well"]]
    return found


def main():
    module = AnsibleModule(
        argument_spec={
            "files": {"type": "list", "elements": "path", "default": []},
            "before": {"type": "dict"},
            "seconds": {"type": "int", "default": 300},
        },
        supports_check_mode=True,
    )
    before = module.params["before"]
    end = time.monotonic() + module.params["seconds"]
    while True:
        now = condition(module)
        found = worse(before, now) if before else []
        if not found:
            module.exit_json(changed=False, condition=now)
        # A unit that has failed stays so; containers may still be starting.
        if any(unit not in before["failed"] for unit in now["failed"]) or time.monotonic() >= end:
            module.fail_json(msg="It is not as well as before: %s." % ", ".join(found), condition=now)
        time.sleep(2)


if __name__ == "__main__":
    main()
