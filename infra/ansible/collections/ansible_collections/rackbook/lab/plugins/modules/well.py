#!/usr/bin/python
# Whether the containers of a project run as they should.

from __future__ import annotations

DOCUMENTATION = r"""
module: well
short_description: Waits until the containers of a Compose project are well
description:
  - A container with a health check has to be healthy, another has to run. One that has ended with 0 has done its work.
  - It fails at once for a container that is dead or has ended with a failure and stays so, and after O(seconds) for one that is not ready.
options:
  file:
    description: The Compose file.
    type: path
    required: true
  variables:
    description: File with the variables of the project; empty for none.
    type: str
    default: ""
  seconds:
    description: How long to wait.
    type: int
    default: 300
  steady:
    description: For how many seconds a container without a health check has to run without a new start.
    type: int
    default: 5
attributes:
  check_mode:
    description: It changes nothing anyway.
    support: full
author:
  - Rackbook (@rackbook)
"""

EXAMPLES = r"""
- name: Wait for it
  rackbook.lab.well:
    file: /opt/rackbook/infra/compose/srv-1/grafana/compose.yaml
"""

RETURN = r"""
containers:
  description: What was seen last, a line for each.
  returned: always
  type: list
  elements: str
"""

import json
import time

from ansible.module_utils.basic import AnsibleModule


def containers(module, compose):
    code, out, error = module.run_command([*compose, "ps", "--all", "--quiet"])
    if code != 0:
        module.fail_json(msg="Compose does not answer: %s" % error.strip()[-2000:])
    ids = out.split()
    if not ids:
        return []
    code, out, error = module.run_command(["docker", "inspect", *ids])
    if code != 0:
        # One of them was replaced between the two calls.
        return None
    return [Container(each) for each in json.loads(out)]


class Container:
    def __init__(self, inspected):
        state = inspected["State"]
        self.id = inspected["Id"]
        self.name = inspected["Name"].lstrip("/")
        self.status = state["Status"]
        self.code = state.get("ExitCode", 0)
        self.health = (state.get("Health") or {}).get("Status")
        self.starts = (inspected.get("RestartCount", 0), state.get("StartedAt"))
        policy = (inspected.get("HostConfig", {}).get("RestartPolicy") or {}).get("Name") or "no"
        self.starts_again = policy not in ("no", "")

    def words(self):
        health = ", %s" % self.health if self.health else ""
        ended = " with %d" % self.code if self.status == "exited" else ""
        return "%s is %s%s%s" % (self.name, self.status, ended, health)

    def is_lost(self):
        return self.status == "dead" or (self.status == "exited" and self.code != 0 and not self.starts_again)

    def is_well(self):
        if self.status == "exited":
            return self.code == 0
        return self.status == "running" and self.health in (None, "none", "healthy")


def main():
    module = AnsibleModule(
        argument_spec={
            "file": {"type": "path", "required": True},
            "variables": {"type": "str", "default": ""},
            "seconds": {"type": "int", "default": 300},
            "steady": {"type": "int", "default": 5},
        },
        supports_check_mode=True,
    )
    compose = ["docker", "compose"]
    if module.params["variables"]:
        compose += ["--env-file", module.params["variables"]]
    compose += ["--file", module.params["file"]]
    end = time.monotonic() + module.params["seconds"]
    # Since when all containers are well, and which starts that was.
    since, starts = None, None
    while True:
        found = containers(module, compose)
        words = [each.words() for each in found or []]
        lost = [each.words() for each in found or [] if each.is_lost()]
        if lost:
            module.fail_json(msg="; ".join(lost), containers=words)
        if found is not None and all(each.is_well() for each in found):
            now = time.monotonic()
            seen = sorted((each.id, each.starts) for each in found)
            if seen != starts:
                since, starts = now, seen
            # A health check has looked already; what has none may fall over at once.
            if not any(each.health in (None, "none") and each.status == "running" for each in found):
                module.exit_json(changed=False, containers=words)
            if now - since >= module.params["steady"]:
                module.exit_json(changed=False, containers=words)
        else:
            since, starts = None, None
        if time.monotonic() >= end:
            bad = [each.words() for each in found or [] if not each.is_well()]
            module.fail_json(msg="; ".join(bad or words) or "It has no containers", containers=words)
        time.sleep(1)


if __name__ == "__main__":
    main()
