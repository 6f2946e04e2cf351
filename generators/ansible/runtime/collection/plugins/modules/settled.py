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
  commit:
    description: Commit of the lab that it was deployed from; empty where that is not known.
    type: str
    default: ""
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
    name: nftables
    commit: "{{ rackbook_commit }}"
"""

RETURN = r""" # """

import datetime

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.rackbook.lab.plugins.module_utils.placed import digest_of_all, forget, read_record, write_record


def main():
    module = AnsibleModule(
        argument_spec={"name": {"type": "str", "required": True}, "commit": {"type": "str", "default": ""}},
        supports_check_mode=True,
    )
    name = module.params["name"]
    record = read_record(name)
    done = digest_of_all(record["files"])
    if record["files"] and not module.check_mode:
        if record.get("done") != done or record.get("stale"):
            now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
            said = {"commit": module.params["commit"] or None, "at": now}
            write_record(name, {**record, **said, "done": done, "was_done": True, "stale": False})
        forget(name)
    # Nothing on the machine is different by it.
    module.exit_json(changed=False)


if __name__ == "__main__":
    main()
