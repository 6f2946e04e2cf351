#!/usr/bin/env python3
"""Tells the Git host what a run in the lab has found. Python's own library only; made for the API that GitHub and Forgejo have in common.

git-host.py keep FOLDER        gives report.md and report.json of FOLDER to later jobs, as outputs of this step
git-host.py comment            writes or updates the one comment of a pull request that has the plan
git-host.py issue              opens, updates or closes the one issue about differences
git-host.py newest             gives is=yes unless the branch has a newer commit than this run
git-host.py guarded NAME       fails unless people have to agree before a job of the environment NAME starts

By the environment: GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_REF_NAME, GITHUB_SHA, GITHUB_OUTPUT as every runner sets them; TOKEN, SELF (the user that the token is of),
COMMIT, RUN (address of this run), RESULT (of the job that has the report), REPORT and DIFFERS (what `keep` gave), REQUEST (number).
What is read from machines is untrusted: it is bounded, mentions nobody, and no marker in it counts.
"""

import json
import os
import re
import secrets
import sys
import urllib.error
import urllib.parse
import urllib.request

SCHEMA = "rackbook/plan/1"
# Both hosts take a comment of 65,535 characters, and Linux takes an environment variable of 128 KiB.
LIMIT = 60_000
LIMIT_BYTES = 100_000
PAGES = 20


def fail(message):
    print(message, file=sys.stderr)
    sys.exit(1)


def keep(folder):
    with open(os.path.join(folder, "report.json"), encoding="utf-8") as file:
        found = json.load(file)
    lists = [found.get(key) for key in ("changed", "unreachable", "failed")]
    if found.get("schema") != SCHEMA or not all(isinstance(each, list) for each in lists):
        fail(f"{folder}/report.json is no report of the schema {SCHEMA}.")
    with open(os.path.join(folder, "report.md"), encoding="utf-8", errors="replace") as file:
        report = bounded(file.read())
    output("differs", "true" if any(lists) else "false")
    output("report", report)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with open(summary, "a", encoding="utf-8") as file:
            file.write(report + "\n")


def bounded(text):
    # A mention of a person or a team would send them a message, and a comment of HTML could pass for the marker.
    text = "".join(each for each in text if each in "\n\t" or each.isprintable())
    text = text.replace("@", "@\u200b").replace("<!--", "<!\u200b--").strip()
    cut = text[:LIMIT].encode()[:LIMIT_BYTES].decode(errors="ignore")
    if cut == text:
        return text
    cut = cut[: cut.rfind("\n")] if "\n" in cut else cut
    fence = "\n```" if cut.count("```") % 2 else ""
    return f"{cut}{fence}\n\nThe report is longer; the rest is in the log of the run."


def output(name, value):
    # What is read from machines cannot guess where the value ends.
    end = secrets.token_hex(16)
    with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8") as file:
        file.write(f"{name}<<{end}\n{value}\n{end}\n")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        # The token is for the host that the runner named.
        return None


OPENER = urllib.request.build_opener(NoRedirect)


def ask(method, path, body=None):
    base = os.environ["GITHUB_API_URL"].rstrip("/")
    repository = urllib.parse.quote(os.environ["GITHUB_REPOSITORY"])
    request = urllib.request.Request(
        f"{base}/repos/{repository}{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "Authorization": f"token {os.environ['TOKEN']}",
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": "rackbook",
        },
    )
    try:
        with OPENER.open(request, timeout=30) as answer:
            return json.load(answer) if answer.status != 204 else None
    except urllib.error.HTTPError as error:
        fail(f"{method} {path} was answered with {error.code}: {error.read(300).decode(errors='replace')}")
    except (urllib.error.URLError, TimeoutError, json.JSONDecodeError) as error:
        fail(f"{method} {path} was not answered: {error}")


def own(path, marker):
    """The oldest entry of a list that this token wrote and that begins with the marker; others may have copied it."""
    for page in range(1, PAGES + 1):
        joint = "&" if "?" in path else "?"
        entries = ask("GET", f"{path}{joint}per_page=100&limit=100&page={page}")
        for entry in entries:
            is_own = (entry.get("user") or {}).get("login") == os.environ["SELF"]
            if is_own and "pull_request" not in entry and (entry.get("body") or "").startswith(marker):
                return entry
        # A host without pages gives the same list again.
        if len(entries) < 30:
            return None
    return None


def about():
    return f"Of commit {os.environ['COMMIT'][:12]}, by [this run]({os.environ['RUN']})."


def comment():
    number = int(os.environ["REQUEST"])
    marker = "<!-- rackbook: plan -->"
    report = os.environ.get("REPORT", "")
    if os.environ["RESULT"] != "success" or not report:
        report = "There is no plan: the run that makes it failed, and its log says why."
    body = f"{marker}\n## What a deploy would change\n\n{report}\n\n{about()}"
    found = own(f"/issues/{number}/comments", marker)
    if found is None:
        ask("POST", f"/issues/{number}/comments", {"body": body})
    elif found["body"] != body:
        ask("PATCH", f"/issues/comments/{int(found['id'])}", {"body": body})


def issue():
    marker = "<!-- rackbook: drift -->"
    found = own("/issues?state=open&type=issues&sort=created&direction=asc", marker)
    if os.environ["RESULT"] != "success":
        body = f"{marker}\nWhether the lab is as declared could not be seen: the run failed, and its log says why.\n\n{about()}"
    elif os.environ["DIFFERS"] == "true":
        body = f"{marker}\n{os.environ['REPORT']}\n\n{about()}\n\nThis issue is kept up to date, and closed when nothing differs any more."
    elif os.environ["DIFFERS"] == "false":
        if found is not None:
            ask("POST", f"/issues/{int(found['number'])}/comments", {"body": f"Nothing differs any more. {about()}"})
            ask("PATCH", f"/issues/{int(found['number'])}", {"state": "closed"})
        return
    else:
        fail("DIFFERS is neither true nor false, so the job that looked has given nothing.")
    if found is None:
        ask("POST", "/issues", {"title": "The lab differs from its files", "body": body})
    else:
        ask("PATCH", f"/issues/{int(found['number'])}", {"body": body})


def newest():
    branch = os.environ["GITHUB_REF_NAME"]
    commit = ask("GET", f"/branches/{urllib.parse.quote(branch, safe='')}")["commit"]
    there = commit.get("sha") or commit.get("id")
    if there == os.environ["GITHUB_SHA"]:
        output("is", "yes")
    else:
        print(f"{branch} has a newer commit, {there}, which has a run of its own. Nothing is done here.")


def guarded(name):
    found = ask("GET", f"/environments/{urllib.parse.quote(name, safe='')}")
    rules = found.get("protection_rules") or []
    if not any(rule.get("type") == "required_reviewers" and rule.get("reviewers") for rule in rules):
        fail(f"Nobody has to agree before a job of the environment {name} starts. Name reviewers in its settings; without them nothing is deployed.")


def main(words):
    match words:
        case ["keep", folder]:
            keep(folder)
        case ["comment"]:
            comment()
        case ["issue"]:
            issue()
        case ["newest"]:
            newest()
        case ["guarded", name] if re.fullmatch(r"[a-z-]+", name):
            guarded(name)
        case _:
            fail(__doc__)


main(sys.argv[1:])
