#!/usr/bin/python
# Ends a deployment: what was placed has taken effect.

from __future__ import annotations

DOCUMENTATION = r"""
module: settled
short_description: Remembers that the files of a deployment have taken effect
description:
  - A deployment that is cut before this runs its commands again next time, even where no file has changed since.
options:
  name:
    description: As given to M(rackbook.lab.place).
    type: str
    required: true
attributes:
  check_mode:
    description: Does nothing then.
    support: full
author:
  - Rackbook (@rackbook)
"""

EXAMPLES = r"""
- name: Remember that the firewall is loaded
  rackbook.lab.settled:
    name: firewall-nftables
"""

RETURN = r""" # """

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.rackbook.lab.plugins.module_utils.placed import digest_of_all, forget, read_record, write_record


def main():
    module = AnsibleModule(argument_spec={"name": {"type": "str", "required": True}}, supports_check_mode=True)
    name = module.params["name"]
    record = read_record(name)
    done = digest_of_all(record["files"])
    if record["files"] and not module.check_mode:
        if record.get("done") != done or record.get("stale"):
            write_record(name, {**record, "done": done, "was_done": True, "stale": False})
        forget(name)
    # Nothing on the machine is different by it.
    module.exit_json(changed=False)


if __name__ == "__main__":
    main()
