"""The reports of one run, in the folder that is named: each has the shape that its reader documents, and all tell the same.

JUnit is read by junitparser. GitLab's Code Quality report and reviewdog's rdjson are held to schemas written after their
documentation (docs.gitlab.com, "Code Quality report format"; reviewdog, proto/rdf); SARIF has its own validator.
"""

import json
import sys
from pathlib import Path
from urllib.parse import unquote

import jsonschema
from junitparser import JUnitXml


def object_of(required, optional=None):
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


TEXT = {"type": "string", "minLength": 1}
NUMBER = {"type": "integer", "minimum": 1}

GITLAB = {
    "type": "array",
    "items": object_of(
        {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": object_of(
                {
                    # Without "./", says GitLab.
                    "path": {"type": "string", "pattern": r"^[^./]"},
                    "lines": object_of({"begin": NUMBER}, {"end": NUMBER}),
                }
            ),
        }
    ),
}

POSITION = object_of({"line": NUMBER}, {"column": NUMBER})
RANGE = object_of({"start": POSITION}, {"end": POSITION})
RDJSON = object_of(
    {
        "diagnostics": {
            "type": "array",
            "items": object_of(
                {
                    "message": TEXT,
                    "location": object_of({"path": TEXT}, {"range": RANGE}),
                },
                {
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": object_of({"value": TEXT}, {"url": TEXT}),
                    "suggestions": {
                        "type": "array",
                        "items": object_of({"range": RANGE, "text": {"type": "string"}}),
                    },
                },
            ),
        }
    },
    {
        "source": object_of({"name": TEXT}, {"url": TEXT}),
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
    },
)


def main(folder):
    findings = [json.loads(line) for line in (folder / "polir.jsonl").read_text().splitlines()]
    told = sorted((one["file"], one["line"], one["rule"]) for one in findings)
    assert told, "the demonstration has nothing to find"

    gitlab = json.loads((folder / "polir.json").read_text())
    jsonschema.validate(gitlab, GITLAB)
    assert len({one["fingerprint"] for one in gitlab}) == len(gitlab), "GitLab drops what has the same fingerprint"

    rdjson = json.loads((folder / "polir.rdjson").read_text())
    jsonschema.validate(rdjson, RDJSON)

    (run,) = json.loads((folder / "polir.sarif").read_text())["runs"]
    place = lambda one: one["locations"][0]["physicalLocation"]

    suites = JUnitXml.fromfile(str(folder / "polir.xml"))
    failed = [case for suite in suites for case in suite if not case.is_passed]
    assert suites.failures + suites.errors == len(failed) == len(told), suites
    # Results of the same name in the same class would be one to a build server.
    assert len({(case.classname, case.name) for case in failed}) == len(failed)

    same = {
        "GitLab": [(one["location"]["path"], one["location"]["lines"]["begin"], one["check_name"]) for one in gitlab],
        "rdjson": [
            (one["location"]["path"], one["location"]["range"]["start"]["line"], one["code"]["value"])
            for one in rdjson["diagnostics"]
        ],
        "SARIF": [
            (unquote(place(one)["artifactLocation"]["uri"]), place(one)["region"]["startLine"], one["ruleId"])
            for one in run["results"]
        ],
    }
    for name, places in same.items():
        assert sorted(places) == told, f"{name}: {places}"
    print(f"{len(told)} findings, the same in each report")


main(Path(sys.argv[1]))
