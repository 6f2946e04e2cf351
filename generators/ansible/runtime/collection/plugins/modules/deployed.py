#!/usr/bin/python
# What runs on a machine, by the commit that it was deployed from.

from __future__ import annotations

DOCUMENTATION = r"""
module: deployed
short_description: Says what was deployed to a machine, from which commit, and when
attributes:
  check_mode:
    description: It changes nothing anyway.
    support: full
author:
  - Rackbook (@rackbook)
"""

EXAMPLES = r"""
- name: See what runs here
  rackbook.lab.deployed:
"""

RETURN = r"""
deployed:
  description: By name of what was placed, the commit and the instant of its last change, and the digest of its files.
  returned: always
  type: dict
"""

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.rackbook.lab.plugins.module_utils.placed import all_records, read_record


def main():
    module = AnsibleModule(argument_spec={}, supports_check_mode=True)
    deployed = {}
    for name in all_records():
        record = read_record(name)
        deployed[name] = {
            "commit": record.get("commit"),
            "at": record.get("at"),
            "whole": record.get("done") is not None and not record.get("stale"),
            # Of the files that have taken effect, so that whoever knows the files of today can tell whether these are the same.
            "digest": record.get("done"),
        }
    module.exit_json(changed=False, deployed=deployed)


if __name__ == "__main__":
    main()
