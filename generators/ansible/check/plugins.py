"""Reads plugins without running them: they are Python, and each module documents exactly the arguments that it takes."""

import ast
import json
import sys

import yaml


def main():
    faults = []
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        try:
            tree = ast.parse(text, path)
        except SyntaxError as error:
            faults.append([path, error.lineno or 1, "it is no Python: %s" % error.msg])
            continue
        if "/plugins/modules/" in path:
            faults += [[path, line, says] for line, says in module_faults(tree)]
    print(json.dumps(faults))


def module_faults(tree):
    documentation = None
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "DOCUMENTATION":
            documentation = yaml.safe_load(node.value.value)
    if not documentation:
        return [(1, "it has no DOCUMENTATION")]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "AnsibleModule"]
    if len(calls) != 1:
        return [(1, "it does not make one AnsibleModule")]
    words = {keyword.arg: keyword.value for keyword in calls[0].keywords}
    names = {node.id: value for node, value in simple_names(tree)}
    faults = []
    compare(documentation.get("options") or {}, words.get("argument_spec"), names, "", faults)
    check = words.get("supports_check_mode")
    if not (isinstance(check, ast.Constant) and check.value is True):
        faults.append((calls[0].lineno, "it does not say that it knows check mode"))
    return faults


def simple_names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            yield node.targets[0], node.value


def compare(documented, spec, names, where, faults):
    if isinstance(spec, ast.Name):
        spec = names.get(spec.id)
    if not isinstance(spec, ast.Dict):
        faults.append((1, "the arguments%s cannot be read" % where))
        return
    taken = {key.value: value for key, value in zip(spec.keys, spec.values)}
    for name in sorted(set(taken) - set(documented)):
        faults.append((spec.lineno, "it takes %s%s and does not document it" % (name, where)))
    for name in sorted(set(documented) - set(taken)):
        faults.append((spec.lineno, "it documents %s%s and does not take it" % (name, where)))
    for name in sorted(set(taken) & set(documented)):
        value = names.get(taken[name].id) if isinstance(taken[name], ast.Name) else taken[name]
        said = {key.value: each for key, each in zip(value.keys, value.values)}
        for key in ("type", "elements", "default", "choices", "required"):
            ours = ast.literal_eval(said[key]) if key in said else None
            theirs = documented[name].get(key)
            if (ours or None) != (theirs or None):
                faults.append((value.lineno, "%s%s has %s %r, and %r in its documentation" % (name, where, key, ours, theirs)))
        if "suboptions" in documented[name] or "options" in said:
            compare(documented[name].get("suboptions") or {}, said.get("options"), names, " of " + name, faults)


main()
