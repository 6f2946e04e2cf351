#!/usr/bin/env python3
"""Brings a project of Semaphore to what project.json beside this file says, by its API. Python's own library only.

apply.py --url https://semaphore.lab.example.net --token-file FILE [--check] [--value NAME=FILE]...

  --check             say what would be done, and do nothing; ends with 3 if there is something
  --value NAME=FILE   value of a key of this name that is not there yet: a private key, or a password

A second run changes nothing. A key that is there is never touched. What has another name than anything here is left alone and named; of the
schedules, those of templates of this file go when they are not in it any more. Secret variables of environments are for a person: the names
of those that are needed are printed.
"""

import argparse
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

SCHEMA = "rackbook/semaphore/1"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        # The token is for the address that was given.
        return None


class Api:
    def __init__(self, url, token):
        self.base = url.rstrip("/") + "/api"
        self.token = token
        self.opener = urllib.request.build_opener(NoRedirect)

    def ask(self, method, path, body=None):
        request = urllib.request.Request(
            self.base + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Accept": "application/json", "Content-Type": "application/json"},
        )
        try:
            with self.opener.open(request, timeout=30) as answer:
                text = answer.read()
                return json.loads(text) if text.strip() else None
        except urllib.error.HTTPError as error:
            stop(f"{method} {path} was answered with {error.code}: {error.read(300).decode(errors='replace')}")
        except (urllib.error.URLError, TimeoutError, json.JSONDecodeError) as error:
            stop(f"{method} {path} was not answered: {error}")


def stop(message, code=1):
    print(message, file=sys.stderr)
    sys.exit(code)


class Missing:
    """Stands for the id of something that --check did not make."""


class Project:
    def __init__(self, api, wanted, check, values):
        self.api, self.wanted, self.check, self.values = api, wanted, check, values
        self.changes = 0
        self.id = None
        # Ids by kind and name.
        self.ids = {}

    def say(self, what):
        self.changes += 1
        print(f"{'would ' if self.check else ''}{what}")

    def find(self):
        name = self.wanted["project"]["name"]
        self.id = self.named(name)
        if self.id is None:
            self.say(f'make the project "{name}"')
            if not self.check:
                self.api.ask("POST", "/projects", self.wanted["project"])
                self.id = self.named(name)

    def named(self, name):
        found = [each["id"] for each in self.api.ask("GET", "/projects") or [] if each["name"] == name]
        if len(found) > 1:
            stop(f'There are {len(found)} projects called "{name}". Rename all but one.')
        return found[0] if found else None

    def path(self, kind):
        return f"/project/{self.id}/{kind}"

    def listed(self, kind, query=""):
        return (self.api.ask("GET", self.path(kind) + query) or []) if self.id is not None else []

    def settle(self, kind, wanted, present, label="name", alike=None):
        """Makes or changes what is not as wanted, each by its name, and remembers the ids."""
        ids = self.ids.setdefault(kind, {})
        names = [each[label] for each in wanted]
        for each in present:
            if each[label] not in names:
                print(f'left alone: {kind} "{each[label]}"')
            elif each[label] in ids:
                stop(f'There are two of {kind} called "{each[label]}". Rename one.')
            else:
                ids[each[label]] = each["id"]
        by_name = {each[label]: each for each in present}
        for body in wanted:
            name = body[label]
            there = by_name.get(name)
            if there is None:
                self.say(f'make {kind} "{name}"')
                ids[name] = Missing if self.check else self.make(kind, body, label)
                continue
            different = [key for key, value in body.items() if not same(key, value, there.get(key))]
            if different:
                self.say(f'change {kind} "{name}": {", ".join(sorted(different))}')
                if not self.check:
                    kept = {key: value for key, value in there.items() if key not in ("last_task", "tasks", "tpl_name")}
                    self.api.ask("PUT", f"{self.path(kind)}/{there['id']}", {**kept, **body, "project_id": self.id})

    def make(self, kind, body, label):
        made = self.api.ask("POST", self.path(kind), {**body, "project_id": self.id})
        if isinstance(made, dict) and "id" in made:
            return made["id"]
        # Some answer with nothing.
        found = [each["id"] for each in self.listed(kind, QUERIES.get(kind, "")) if each[label] == body[label]]
        if len(found) != 1:
            stop(f'{kind} "{body[label]}" was made and is not there.')
        return found[0]

    def id_of(self, kind, name):
        if name not in self.ids[kind]:
            stop(f'project.json names {kind} "{name}", which it does not have.')
        return self.ids[kind][name]

    def keys(self):
        present = self.listed("keys", QUERIES["keys"])
        by_name = {each["name"]: each for each in present}
        bodies, without = [], []
        for key in self.wanted["keys"]:
            there = by_name.get(key["name"])
            if there and there["type"] != key["type"]:
                stop(f'The key "{key["name"]}" is of the type {there["type"]} and not {key["type"]}. Change it in the Key Store.')
            if there or key["type"] == "none":
                bodies.append(key)
            elif key["name"] in self.values:
                bodies.append({**key, **value_of(key["type"], self.values[key["name"]])})
            else:
                without.append(key)
        self.settle("keys", bodies, [{"id": e["id"], "name": e["name"], "type": e["type"]} for e in present])
        for key in without:
            print(f'missing: the key "{key["name"]}" ({key["type"]}). Make it in the Key Store, or give --value "{key["name"]}=FILE".')
            self.ids["keys"][key["name"]] = Missing
        if without and not self.check:
            stop("Nothing that needs these keys was made. Run this again when they are there.", 1)
        self.changes += len(without)

    def all(self):
        self.find()
        self.keys()
        wanted = self.wanted
        self.settle("repositories", [self.with_ids(e, "ssh_key") for e in wanted["repositories"]], self.listed("repositories", QUERIES["repositories"]))
        self.settle("inventory", [self.with_ids(e, "ssh_key") for e in wanted["inventories"]], self.listed("inventory", QUERIES["inventory"]))
        groups = [{key: value for key, value in each.items() if key != "secrets"} for each in wanted["environments"]]
        self.settle("environment", groups, self.listed("environment", QUERIES["environment"]))
        self.settle("views", wanted["views"], self.listed("views"), "title")
        # What a list says of templates is not all of it.
        listed = self.listed("templates", QUERIES["templates"])
        names = {each["name"] for each in wanted["templates"]}
        whole = [self.api.ask("GET", f"{self.path('templates')}/{e['id']}") if e["name"] in names else e for e in listed]
        self.settle("templates", [self.with_ids(e, *OF_TEMPLATE) for e in wanted["templates"]], whole)
        self.schedules()
        for each in wanted["environments"]:
            for secret in each["secrets"]:
                print(f'by hand: the secret variable {secret} of the group "{each["name"]}"')

    def schedules(self):
        present = self.listed("schedules")
        wanted = [self.with_ids(each, "template") for each in self.wanted["schedules"]]
        names = {each["name"] for each in wanted}
        own = {self.ids["templates"][each["name"]]: each["name"] for each in self.wanted["templates"]}
        kept = []
        for each in present:
            if each["name"] not in names and own.get(each["template_id"]) == each["name"]:
                self.say(f'take the schedule "{each["name"]}" away')
                if not self.check:
                    self.api.ask("DELETE", f"{self.path('schedules')}/{each['id']}")
            else:
                kept.append(each)
        self.settle("schedules", wanted, kept)

    def with_ids(self, entry, *references):
        """The same with ids in place of the names of other parts."""
        body = dict(entry)
        for key in references:
            if key in body:
                body[f"{key}_id"] = self.id_of(KINDS[key], body.pop(key))
        if "vaults" in body:
            body["vaults"] = [
                {**{key: value for key, value in vault.items() if key != "vault_key"}, "vault_key_id": self.id_of("keys", vault["vault_key"])}
                for vault in body["vaults"]
            ]
        return body


QUERIES = {kind: "?sort=name&order=asc" for kind in ("keys", "repositories", "inventory", "environment", "templates")}
KINDS = {
    "ssh_key": "keys",
    "repository": "repositories",
    "inventory": "inventory",
    "environment": "environment",
    "view": "views",
    "template": "templates",
}
OF_TEMPLATE = ("repository", "inventory", "environment", "view")
# Texts that hold JSON, which a server may write in another way.
JSON_TEXTS = ("json", "env", "arguments")


def same(key, wanted, there):
    if wanted is Missing:
        return False
    if key in JSON_TEXTS:
        return parsed(wanted) == parsed(there)
    if isinstance(wanted, list):
        there = there or []
        return len(wanted) == len(there) and all(
            all(same(part, value, found.get(part)) for part, value in each.items()) for each, found in zip(wanted, there)
        )
    # What is empty may be left out of an answer.
    return wanted == there or (not wanted and not there)


def parsed(text):
    try:
        return json.loads(text or "null") or None
    except json.JSONDecodeError:
        return text


def value_of(kind, file):
    with open(file, encoding="utf-8") as secret:
        text = secret.read()
    if kind == "ssh":
        return {"ssh": {"login": "", "private_key": text}}
    return {"login_password": {"login": "", "password": text.rstrip("\n")}}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--url", required=True)
    options.add_argument("--token-file", required=True)
    options.add_argument("--check", action="store_true")
    options.add_argument("--value", action="append", default=[], metavar="NAME=FILE")
    given = options.parse_args()
    with open(os.path.join(os.path.dirname(os.path.realpath(__file__)), "project.json"), encoding="utf-8") as file:
        wanted = json.load(file)
    if wanted.get("schema") != SCHEMA:
        stop(f"project.json is not of the schema {SCHEMA}.")
    values = dict(each.split("=", 1) for each in given.value if "=" in each)
    unknown = [each for each in given.value if each.split("=", 1)[0] not in {key["name"] for key in wanted["keys"]} or "=" not in each]
    if unknown:
        stop(f"--value {unknown[0]} names no key of project.json.")
    with open(given.token_file, encoding="utf-8") as file:
        token = file.read().strip()
    project = Project(Api(given.url, token), wanted, given.check, values)
    project.all()
    print("nothing to do" if project.changes == 0 else f"{project.changes} {'change' if project.changes == 1 else 'changes'}")
    sys.exit(3 if given.check and project.changes else 0)


main()
