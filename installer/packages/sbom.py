"""Writes what a package is made of as a CycloneDX 1.6 bill of materials: same components, same bytes."""

import json
import uuid
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from packages.components import Component


def bill_of_materials(program: str, version: str, machine: str, components: Iterable[Component]) -> str:
    """Return the bill as JSON; its serial number is made of the components, not of chance."""
    listed = [_listed(one) for one in sorted(components, key=lambda one: (one.kind, one.name))]
    subject = {"type": "application", "bom-ref": program, "name": program, "version": version}
    bill: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**subject, "properties": [{"name": "machine", "value": machine}]}},
        "components": listed,
        "dependencies": [{"ref": program, "dependsOn": [one["bom-ref"] for one in listed]}],
    }
    content = json.dumps(bill, sort_keys=True)
    return json.dumps({**bill, "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}"}, indent=2) + "\n"


def _listed(component: Component) -> dict[str, Any]:
    namespace = "debian/" if component.kind == "deb" else ""
    address = f"pkg:{component.kind}/{namespace}{quote(component.name.lower())}@{quote(component.version)}"
    parts = [
        {"type": "file", "name": name, "hashes": [{"alg": "SHA-256", "content": sha256}]}
        for name, sha256 in sorted(component.digests.items())
    ]
    return {
        "type": "library",
        "bom-ref": address,
        "name": component.name,
        "version": component.version,
        "purl": address,
        "licenses": [{"expression": component.licence}],
        **({"components": parts} if parts else {}),
    }
