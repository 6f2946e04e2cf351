# Reads on the control node what the module of the same name writes on the machine: files that the ledger owns, as gen wrote them.

from __future__ import annotations

import base64
import hashlib
import json
import os

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

LEDGER = "infra/.ledger.json"
SCHEMA = "rackbook/ledger/1"


class ActionModule(ActionBase):
    TRANSFERS_FILES = False

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        args = dict(self._task.args)
        repository = args.get("repository")
        if not repository or not os.path.isdir(repository):
            raise AnsibleActionFail("repository is no folder of the control node: %s" % repository)
        if args.get("files"):
            raise AnsibleActionFail("files is what this plugin reads; it is not given by hand")
        root = args.get("root")
        owned = self.owned(repository)
        files = {}
        for folder in args.get("folders") or []:
            below = sorted(path for path in owned if path.startswith(folder.rstrip("/") + "/"))
            if not below:
                raise AnsibleActionFail("Nothing is generated below %s. Run npm run gen, and commit what it writes." % folder)
            for path in below:
                mode = "0" + str(owned[path].get("mode", "644"))
                files[os.path.join(root, path)] = (path, mode, False)
        for place in args.get("places") or []:
            if place["from"] not in owned:
                raise AnsibleActionFail("%s is not generated. Run npm run gen, and commit what it writes." % place["from"])
            files[place["to"]] = (place["from"], place.get("mode", "0644"), place.get("decides_owner", False))
        # In the order of the places: the last may be what switches the others on.
        args["files"] = [
            {
                "to": to,
                "mode": mode,
                "decides_owner": decides_owner,
                "content": base64.b64encode(self.content(repository, path, owned[path])).decode(),
            }
            for to, (path, mode, decides_owner) in files.items()
        ]
        result.update(self._execute_module(module_args=args, task_vars=task_vars))
        return result

    def owned(self, repository):
        path = os.path.join(repository, LEDGER)
        try:
            with open(path, encoding="utf-8") as file:
                ledger = json.load(file)
        except (OSError, ValueError) as error:
            raise AnsibleActionFail("The ledger cannot be read: %s" % error) from error
        if ledger.get("schema") != SCHEMA:
            raise AnsibleActionFail("%s is no ledger of the schema %s" % (path, SCHEMA))
        return ledger["files"]

    def content(self, repository, path, entry):
        full = os.path.join(repository, path)
        if os.path.islink(full):
            raise AnsibleActionFail("%s is a link, which is never deployed" % path)
        try:
            with open(full, "rb") as file:
                content = file.read()
        except OSError as error:
            raise AnsibleActionFail("%s is in the ledger and cannot be read: %s" % (path, error)) from error
        # What a person has taken over is deployed as it is; everything else is as gen wrote it.
        if not entry.get("released") and hashlib.sha256(content).hexdigest() != entry.get("sha256"):
            raise AnsibleActionFail(
                "%s is not what npm run gen wrote. Run npm run gen, which says how to keep or drop what was edited." % path
            )
        return content
