#!/usr/bin/python
# What the projects of a machine stand on.

from __future__ import annotations

DOCUMENTATION = r"""
module: ground
short_description: Makes the container networks and folders that projects expect, and sees that their secrets are there
description:
  - Nothing is changed where a secret file is missing, or a network that only a person can make.
  - A network that is there stays as it is, and so does a folder.
options:
  networks:
    description: Shared networks, with the options that they are made with.
    type: list
    elements: dict
    default: []
    suboptions:
      name:
        description: As the engine calls it.
        type: str
        required: true
      options:
        description: Of C(docker network create).
        type: list
        elements: str
        default: []
  expected:
    description: Networks that only a person can make, since a container has an address of its own in each.
    type: list
    elements: str
    default: []
  folders:
    description: Folders that belong to the user of a container.
    type: list
    elements: dict
    default: []
    suboptions:
      path:
        description: Absolute path.
        type: path
        required: true
      owner:
        description: User, and group behind a colon.
        type: str
        required: true
  secrets:
    description: Files that have to be there, since the engine makes a folder of a missing one.
    type: list
    elements: path
    default: []
attributes:
  check_mode:
    description: Says what it would make.
    support: full
author:
  - Rackbook (@rackbook)
"""

EXAMPLES = r"""
- name: Make what projects stand on
  rackbook.lab.ground:
    networks:
      - name: to-grafana
        options: [--internal]
    folders:
      - path: /srv/grafana
        owner: "472:0"
"""

RETURN = r"""
made:
  description: What was made, or would be.
  returned: always
  type: list
  elements: str
"""

import os

from ansible.module_utils.basic import AnsibleModule


def engine_networks(module):
    """Names of the networks that are there; None without an engine that answers, as before it is installed."""
    docker = module.get_bin_path("docker")
    if docker is None:
        return None
    code, out, error = module.run_command([docker, "network", "ls", "--format", "{{.Name}}"])
    if code != 0:
        if module.check_mode:
            return None
        module.fail_json(msg="The container engine does not answer: %s" % error.strip())
    return set(out.split())


def main():
    module = AnsibleModule(
        argument_spec={
            "networks": {
                "type": "list",
                "elements": "dict",
                "default": [],
                "options": {
                    "name": {"type": "str", "required": True},
                    "options": {"type": "list", "elements": "str", "default": []},
                },
            },
            "expected": {"type": "list", "elements": "str", "default": []},
            "folders": {
                "type": "list",
                "elements": "dict",
                "default": [],
                "options": {"path": {"type": "path", "required": True}, "owner": {"type": "str", "required": True}},
            },
            "secrets": {"type": "list", "elements": "path", "default": [], "no_log": False},
        },
        supports_check_mode=True,
    )
    there = engine_networks(module)
    if there is None and not module.check_mode:
        module.fail_json(msg="There is no docker. The role engine installs it.")
    faults = ["There is no secret file %s." % path for path in module.params["secrets"] if not os.path.isfile(path)]
    for name in module.params["expected"]:
        if name not in (there or set()):
            faults.append(
                "There is no network %s, in which a container has an address of its own: docker network create --subnet <range> %s."
                % (name, name)
            )
    # Beforehand, what a deploy puts there first may still be missing.
    if faults and not module.check_mode:
        module.fail_json(msg=" ".join(faults) + " Nothing was started.")
    made = []
    for folder in module.params["folders"]:
        if os.path.isdir(folder["path"]):
            continue
        made.append(folder["path"])
        if not module.check_mode:
            user, _, group = folder["owner"].partition(":")
            argv = ["install", "-d", "-m", "0750", "-o", user, "-g", group or "0", folder["path"]]
            code, out, error = module.run_command(argv)
            if code != 0:
                module.fail_json(msg="%s cannot be made: %s" % (folder["path"], error.strip()))
    for network in module.params["networks"]:
        if network["name"] in (there or set()):
            continue
        made.append("network " + network["name"])
        if not module.check_mode:
            code, out, error = module.run_command(["docker", "network", "create", *network["options"], network["name"]])
            if code != 0:
                module.fail_json(msg="The network %s cannot be made: %s" % (network["name"], error.strip()))
    module.exit_json(changed=bool(made), made=made)


if __name__ == "__main__":
    main()
