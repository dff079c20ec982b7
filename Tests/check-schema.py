#!/usr/bin/env python3
"""Holds the JSON Schema against models, with a validator that is not ours (PyPI: jsonschema).

Every model in Models/ and every good fixture must be accepted. Bad fixtures are counted: a schema
cannot see names, units, sums or ways through a pathway, which `kendall check` refuses.
"""
import glob
import json
import os
import sys

try:
    import jsonschema
except ImportError:
    sys.exit("install the validator first: pip install jsonschema")

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
with open(os.path.join(root, "Models", "kendall.schema.json"), encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)


def models(*folders):
    for folder in folders:
        for path in sorted(glob.glob(os.path.join(root, folder, "*.json"))):
            if not path.endswith(".schema.json"):
                yield path


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except ValueError:
        return None


wrong = [
    path
    for path in models("Models", "Models/verification", "Tests/FacilityModelTests/good")
    if not validator.is_valid(read(path))
]
bad = [read(path) for path in models("Tests/FacilityModelTests/bad")]
bad = [document for document in bad if document is not None]
refused = sum(not validator.is_valid(document) for document in bad)
for path in wrong:
    print("refused:", os.path.relpath(path, root))
print(f"{refused} of {len(bad)} bad fixtures are refused by the schema alone")
sys.exit(1 if wrong or refused < len(bad) // 2 else 0)
