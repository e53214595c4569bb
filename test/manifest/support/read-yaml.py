"""Reads YAML documents with PyYAML, which follows YAML 1.1.

In: one JSON string of YAML per line. Out, per line: {"value": ...} or {"error": "..."}.
"""
import json
import sys

import yaml


def check(value):
    """JSON would turn a key that is no string into one, and hide the difference."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise ValueError(f"key {key!r} is no string")
            check(item)
    elif isinstance(value, list):
        for item in value:
            check(item)
    elif value is not None and not isinstance(value, (str, bool, int, float)):
        raise ValueError(f"{value!r} is no JSON value")


def read(document):
    try:
        value = yaml.safe_load(document)
        check(value)
        return {"value": value}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return {"error": f"{type(error).__name__}: {error}"}


for line in sys.stdin:
    print(json.dumps(read(json.loads(line))))
