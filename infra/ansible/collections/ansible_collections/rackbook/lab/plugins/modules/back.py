#!/usr/bin/python
# Brings back what a deployment has replaced.

from __future__ import annotations

DOCUMENTATION = r"""
module: back
short_description: Brings back the files that a deployment has replaced
description:
  - For a deployment whose M(rackbook.lab.place) was told to remember and that did not settle.
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
- name: Bring the earlier project back
  rackbook.lab.back:
    name: stack-grafana
"""

RETURN = r"""
back:
  description: Files that are as they were.
  returned: always
  type: list
  elements: str
was_done:
  description: Whether all of it had taken effect once, so that there is something to go back to.
  returned: always
  type: bool
"""

import os
import shutil

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.rackbook.lab.plugins.module_utils.placed import forget, make_stale, read_remembered, remembered


def main():
    module = AnsibleModule(argument_spec={"name": {"type": "str", "required": True}}, supports_check_mode=True)
    name = module.params["name"]
    known, was_done = read_remembered(name)
    if module.check_mode or not was_done:
        module.exit_json(changed=False, back=[], was_done=was_done)
    for path, number in sorted(known.items()):
        if number is None:
            if os.path.exists(path):
                os.unlink(path)
        else:
            shutil.copy2(os.path.join(remembered(name), number), path)
    # The next deployment tries again.
    make_stale([name])
    forget(name)
    module.exit_json(changed=bool(known), back=sorted(known), was_done=was_done)


if __name__ == "__main__":
    main()
