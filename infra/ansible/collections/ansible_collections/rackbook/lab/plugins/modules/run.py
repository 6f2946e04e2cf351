#!/usr/bin/python
# Programs that make what was placed take effect.

from __future__ import annotations

DOCUMENTATION = r"""
module: run
short_description: Runs programs one after the other, and can say so beforehand
description:
  - Like M(ansible.builtin.command) for a list, without a shell, except that check mode names what would be run.
  - It ends at the first that fails.
options:
  commands:
    description: Each a program with its arguments.
    type: list
    elements: list
    required: true
attributes:
  check_mode:
    description: Names the programs and runs none.
    support: full
author:
  - Rackbook (@rackbook)
"""

EXAMPLES = r"""
- name: Load the firewall
  rackbook.lab.run:
    commands:
      - [nft, --file, /opt/rackbook/infra/nftables/srv-1/rackbook.nft]
"""

RETURN = r"""
ran:
  description: What was run, or would be.
  returned: always
  type: list
  elements: str
output:
  description: What the programs said, each with the last 4000 characters.
  returned: when they were run
  type: list
  elements: str
"""

import shlex

from ansible.module_utils.basic import AnsibleModule


def main():
    module = AnsibleModule(
        argument_spec={"commands": {"type": "list", "elements": "list", "required": True}}, supports_check_mode=True
    )
    commands = [[str(word) for word in command] for command in module.params["commands"]]
    ran = [shlex.join(command) for command in commands]
    if module.check_mode:
        module.exit_json(changed=bool(commands), ran=ran)
    output = []
    for command, words in zip(commands, ran):
        code, out, error = module.run_command(command)
        said = (out + error)[-4000:]
        output.append(said)
        if code != 0:
            module.fail_json(msg="%s ended with %d: %s" % (words, code, said.strip()), ran=ran[: len(output)], output=output)
    module.exit_json(changed=bool(commands), ran=ran, output=output)


if __name__ == "__main__":
    main()
