#!/usr/bin/python
# What stays behind when a project is taken away.

from __future__ import annotations

DOCUMENTATION = r"""
module: keeps
short_description: Says what data a Compose project leaves behind, and how its containers are taken away
description:
  - It changes nothing. It asks the engine by the label of the project, so that it works for one whose Compose file is damaged.
options:
  file:
    description: The Compose file; empty for a project that has none any more.
    type: str
    required: true
attributes:
  check_mode:
    description: It changes nothing anyway.
    support: full
author:
  - Rackbook (@rackbook)
"""

EXAMPLES = r"""
- name: See what it keeps
  rackbook.lab.keeps:
    file: /opt/rackbook/infra/compose/srv-1/grafana/compose.yaml
"""

RETURN = r"""
data:
  description: Volumes and folders of the machine that hold data of the project.
  returned: always
  type: list
  elements: str
down:
  description: Programs that take its containers and networks away, and no data.
  returned: always
  type: list
  elements: list
"""

import json

from ansible.module_utils.basic import AnsibleModule

FILES = "com.docker.compose.project.config_files"
PROJECT = "com.docker.compose.project"


def asked(module, *argv):
    code, out, error = module.run_command(["docker", *argv])
    if code != 0:
        module.fail_json(msg="The container engine does not answer: %s" % error.strip())
    return out.split()


def main():
    module = AnsibleModule(argument_spec={"file": {"type": "str", "required": True}}, supports_check_mode=True)
    file = module.params["file"]
    if not file or module.get_bin_path("docker") is None:
        module.exit_json(changed=False, data=[], down=[])
    ids = asked(module, "ps", "--all", "--quiet", "--filter", "label=%s=%s" % (FILES, file))
    data, down = set(), []
    if ids:
        code, out, error = module.run_command(["docker", "inspect", *ids])
        if code != 0:
            module.fail_json(msg="The container engine does not answer: %s" % error.strip())
        inspected = json.loads(out)
        for container in inspected:
            for mount in container.get("Mounts", []):
                if mount.get("RW"):
                    data.add("volume " + mount["Name"] if mount["Type"] == "volume" else mount["Source"])
        projects = sorted({container["Config"]["Labels"][PROJECT] for container in inspected})
        down.append(["docker", "stop", *ids])
        down.append(["docker", "rm", *ids])
        for project in projects:
            networks = asked(module, "network", "ls", "--quiet", "--filter", "label=%s=%s" % (PROJECT, project))
            if networks:
                down.append(["docker", "network", "rm", *networks])
    module.exit_json(changed=False, data=sorted(data), down=down)


if __name__ == "__main__":
    main()
