# Opens the store of secrets on the control node, and hands each machine the values of its own files and no others.

from __future__ import annotations

import base64
import json
import os
import subprocess

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

MAPPING = "rackbook_secrets"


class ActionModule(ActionBase):
    TRANSFERS_FILES = False

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        args = dict(self._task.args)
        store, kind = args.get("store"), args.get("kind")
        values = self.values(store, kind)
        wanted = {name for file in args["files"] for name in names_in(file["content"])}
        missing = sorted(wanted - set(values))
        if missing:
            raise AnsibleActionFail(
                "%s lacks %s. npm run secrets says how to make %s; nothing was written."
                % (store, ", ".join(missing), "it" if len(missing) == 1 else "them")
            )
        args["files"] = [{**file, "content": encoded(file, values)} for file in args["files"]]
        for key in ("store", "kind"):
            args.pop(key)
        result.update(self._execute_module(module_name="rackbook.lab.secrets", module_args=args, task_vars=task_vars))
        # Whoever prints the result prints no value.
        result.pop("invocation", None)
        return result

    def values(self, store, kind):
        if not store or not os.path.isfile(store):
            raise AnsibleActionFail("There is no store of secrets %s. npm run secrets says what has to be in it." % store)
        if kind == "ansible-vault":
            content = self._loader.load_from_file(store)
        else:
            content = decrypted(store)
        mapping = content.get(MAPPING) if isinstance(content, dict) else None
        if not isinstance(mapping, dict):
            raise AnsibleActionFail("%s has no mapping %s" % (store, MAPPING))
        return {name: value for name, value in mapping.items()}


def decrypted(store):
    try:
        done = subprocess.run(
            ["sops", "decrypt", "--output-type", "json", store], capture_output=True, text=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AnsibleActionFail("sops cannot be run: %s" % error) from error
    if done.returncode != 0:
        # What sops says names keys and files, never a value.
        raise AnsibleActionFail("sops does not open %s: %s" % (store, done.stderr.strip()[-1000:]))
    return json.loads(done.stdout)


def names_in(content):
    if content["kind"] == "value":
        return [content["from"]]
    return [line["from"] for line in content["lines"] if "from" in line]


def encoded(file, values):
    content = file["content"]
    if content["kind"] == "value":
        return base64.b64encode(str(values[content["from"]]).encode()).decode()
    quote = content["quote"]
    lines = []
    for line in content["lines"]:
        value = str(values[line["from"]]) if "from" in line else line["text"]
        if "\n" in value or "\r" in value or (quote and quote in value):
            raise AnsibleActionFail("The value of %s does not fit into a line of %s" % (line["name"], file["path"]))
        lines.append("%s=%s%s%s\n" % (line["name"], quote, value, quote))
    return base64.b64encode("".join(lines).encode()).decode()
