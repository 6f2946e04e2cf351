# What a run changes, or would change, as one readable page and as data.

from __future__ import annotations

DOCUMENTATION = r"""
name: report
type: aggregate
short_description: Writes what a run changes on which machine
description:
  - With the extra variable C(lab_report), a folder of the control node, it writes C(report.md) and C(report.json) there when the run ends.
  - In check mode they say what would change. Values of secrets are in neither, since no task gives them back.
"""

import difflib
import json
import os
import re

from ansible.plugins.callback import CallbackBase

SCHEMA = "rackbook/plan/1"
SERVICE = re.compile(r"^rackbook\.lab\.stacks : .*[ :]([a-z0-9]+(?:-[a-z0-9]+)*)$")
STACK = re.compile(r"^stack-([a-z0-9-]+)$")
# Comments of pull requests end at 65,536 characters.
LONGEST = 55_000
LONGEST_DIFFERENCE = 4_000


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "rackbook.lab.report"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self):
        super().__init__()
        self.folder = None
        self.checked = False
        # By machine: (service, what, differences).
        self.changes = {}
        self.unreachable = {}
        self.failed = {}
        self.machines = set()

    def v2_playbook_on_play_start(self, play):
        variables = play.get_variable_manager().get_vars(play=play)
        self.folder = variables.get("lab_report", self.folder)
        self.checked = self.checked or bool(play.check_mode) or bool(variables.get("ansible_check_mode"))
        self.machines.update(name for name in variables.get("ansible_play_hosts_all", []) if name != "localhost")

    def v2_runner_on_ok(self, result):
        host = result._host.get_name()
        if host == "localhost" or result._task.loop and "results" in result._result and not result._result.get("changed"):
            return
        if not result._result.get("changed"):
            return
        task = result._task.get_name()
        service, lines, differences = words(task, result._task.action, result._result)
        for line in lines:
            self.changes.setdefault(host, []).append((service, line))
        for header, text in differences:
            self.changes.setdefault(host, []).append((service, (header, text)))

    def v2_runner_on_failed(self, result, ignore_errors=False):
        host = result._host.get_name()
        if ignore_errors or host == "localhost":
            return
        message = str(result._result.get("msg", "")).strip() or "it does not say why"
        self.failed.setdefault(host, []).append("%s: %s" % (plain(result._task.get_name()), one_line(message)))

    def v2_runner_on_unreachable(self, result):
        host = result._host.get_name()
        self.unreachable[host] = one_line(str(result._result.get("msg", "")))

    def v2_playbook_on_stats(self, stats):
        if not self.folder:
            return
        os.makedirs(self.folder, exist_ok=True)
        report = {
            "schema": SCHEMA,
            "changed": [
                {"machine": machine, "service": service, "what": what}
                for machine, changes in sorted(self.changes.items())
                for service, what in changes
                if isinstance(what, str)
            ],
            "unreachable": sorted(self.unreachable),
            "failed": [
                {"machine": machine, "what": what} for machine, all_of in sorted(self.failed.items()) for what in all_of
            ],
        }
        write(os.path.join(self.folder, "report.json"), json.dumps(report, indent=2) + "\n")
        write(os.path.join(self.folder, "report.md"), self.page(report))

    def page(self, report):
        would = self.checked
        counts = {}
        for change in report["changed"]:
            counts[change["machine"]] = counts.get(change["machine"], 0) + 1
        title = "What a deploy would change" if would else "What was changed"
        lines = ["# " + title, ""]
        if not counts and not report["unreachable"] and not report["failed"]:
            lines += ["Nothing: every machine is what the files say.", ""]
        for machine in report["unreachable"]:
            lines += ["- **%s cannot be reached**, so nothing is known of it: %s" % (machine, code(self.unreachable[machine])), ""]
        for each in report["failed"]:
            lines += ["- **%s: %s**" % (each["machine"], code(each["what"])), ""]
        untouched = sorted(self.machines - set(counts) - set(report["unreachable"]) - {each["machine"] for each in report["failed"]})
        differences = []
        for machine in sorted(counts):
            lines += ["## " + machine, ""]
            for service, what in self.changes[machine]:
                if isinstance(what, str):
                    lines.append("- %s%s" % ("%s: " % service if service else "", what))
                else:
                    differences.append((machine, *what))
            lines.append("")
        if untouched:
            lines += ["Nothing on %s." % ", ".join(untouched), ""]
        page = "\n".join(lines)
        left = 0
        for machine, header, text in differences:
            fence = "`" * max(3, longest_run(text) + 1)
            block = "\n<details><summary>%s on %s</summary>\n\n%sdiff\n%s\n%s\n\n</details>\n" % (
                html(header),
                machine,
                fence,
                text.rstrip("\n"),
                fence,
            )
            if len(page) + len(block) > LONGEST:
                left += 1
            else:
                page += block
        if left:
            page += "\n%d more differences are too long for a comment; the run itself prints them with --diff.\n" % left
        return page


def words(task, action, result):
    """The service that it is about, what is changed in a line each, and differences as (path, text)."""
    arguments = (result.get("invocation") or {}).get("module_args") or {}
    named = STACK.match(str(arguments.get("name", ""))) or SERVICE.match(task)
    service = named.group(1) if named else None
    if action.endswith("lab.place"):
        lines = ["writes " + code(path) for path in result.get("written", [])]
        lines += ["takes away " + code(path) for path in result.get("removed", [])]
        lines += ["keeps what was there as " + code(path) for path in result.get("kept", [])]
    elif action.endswith("lab.secrets"):
        lines = ["writes the secret file " + code(path) for path in result.get("written", [])]
        lines += ["takes away the secret file " + code(path) for path in result.get("removed", [])]
    elif action.endswith("lab.run"):
        lines = ["runs " + code(each) for each in result.get("ran", [])]
    elif action.endswith("lab.ground"):
        lines = ["makes " + code(each) for each in result.get("made", [])]
    elif action.endswith("docker_compose_v2"):
        lines = ["%s %s %s" % (each.get("what", ""), code(each.get("id", "")), str(each.get("status", "")).lower()) for each in result.get("actions", [])]
        lines = lines or ["starts its containers anew"]
    else:
        lines = [plain(task)]
    differences = []
    for each in as_list(result.get("diff")):
        if not isinstance(each, dict) or "before" not in each or "after" not in each:
            continue
        text = difference(str(each["before"]), str(each["after"]))
        if text:
            differences.append((str(each.get("after_header") or each.get("before_header") or plain(task)), text))
    return service, lines, differences


def difference(before, after):
    text = "".join(
        line if line.endswith("\n") else line + "\n"
        for line in list(difflib.unified_diff(before.splitlines(True), after.splitlines(True), n=2))[2:]
    )
    if len(text) > LONGEST_DIFFERENCE:
        return text[:LONGEST_DIFFERENCE] + "\n… and more\n"
    return text


def as_list(value):
    return value if isinstance(value, list) else [value]


def plain(task):
    return task.split(" : ", 1)[-1]


def one_line(text):
    return " ".join(text.split())[:500]


def longest_run(text):
    return max((len(run) for run in re.findall(r"`+", text)), default=0)


def code(text):
    """Inert in Markdown, whatever it holds."""
    text = one_line(str(text))
    fence = "`" * (longest_run(text) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return "%s%s%s%s%s" % (fence, pad, text, pad, fence)


def html(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def write(path, text):
    beside = path + ".new"
    with open(beside, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(beside, path)
