#!/usr/bin/python
# Programs that a person has to have installed.

from __future__ import annotations

DOCUMENTATION = r"""
module: needs
short_description: Fails where a program is missing that no package of Debian brings
options:
  programs:
    description: What has to be there.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description: Name of the program.
        type: str
        required: true
      otherwise:
        description: What to do where it is missing.
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
- name: See that it is a hypervisor
  rackbook.lab.needs:
    programs:
      - name: pvesh
        otherwise: Install Proxmox VE.
"""

RETURN = r""" # """

from ansible.module_utils.basic import AnsibleModule


def main():
    module = AnsibleModule(
        argument_spec={
            "programs": {
                "type": "list",
                "elements": "dict",
                "required": True,
                "options": {"name": {"type": "str", "required": True}, "otherwise": {"type": "str", "required": True}},
            }
        },
        supports_check_mode=True,
    )
    missing = [each for each in module.params["programs"] if module.get_bin_path(each["name"]) is None]
    if missing:
        module.fail_json(msg=" ".join("There is no %s. %s" % (each["name"], each["otherwise"]) for each in missing))
    module.exit_json(changed=False)


if __name__ == "__main__":
    main()
