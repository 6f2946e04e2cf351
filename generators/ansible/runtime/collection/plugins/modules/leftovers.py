#!/usr/bin/python
# What was deployed here once and is in the inventory no more.

from __future__ import annotations

DOCUMENTATION = r"""
module: leftovers
short_description: Names what was placed on a machine and nobody wants any more
description:
  - It changes nothing. M(rackbook.lab.place) without files takes away what this names.
options:
  wanted:
    description: Names that are still given to M(rackbook.lab.place) on this machine.
    type: list
    elements: str
    required: true
attributes:
  check_mode:
    description: It changes nothing anyway.
    support: full
author:
  - Rackbook (@rackbook)
"""

EXAMPLES = r"""
- name: See what nobody wants any more
  rackbook.lab.leftovers:
    wanted: "{{ rackbook_deployments | map(attribute='id') | list }}"
"""

RETURN = r"""
leftovers:
  description: What is left, each with its name, its files, the programs that take it back, its units, and whether it may cut the connection.
  returned: always
  type: list
  elements: dict
"""

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.rackbook.lab.plugins.module_utils.placed import all_records, read_record


def main():
    module = AnsibleModule(
        argument_spec={"wanted": {"type": "list", "elements": "str", "required": True}}, supports_check_mode=True
    )
    wanted = set(module.params["wanted"])
    leftovers = []
    for name in all_records():
        if name in wanted:
            continue
        record = read_record(name)
        leftovers.append(
            {
                "name": name,
                "files": sorted(record["files"]),
                "gone": record.get("gone", []),
                "units": record.get("units", []),
                "guarded": bool(record.get("guarded")),
            }
        )
    module.exit_json(changed=False, leftovers=leftovers)


if __name__ == "__main__":
    main()
