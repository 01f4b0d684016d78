"""Reads the manifest of trusted documents, and builds the gate that knows them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphql import GraphQLSchema

from broadsheet.http.strict_json import NotJsonError, read
from broadsheet.settings import Settings, SettingsError
from execution.gate import Gate
from execution.refusals import OperationRefused
from execution.registry import Registry, TrustedDocuments, is_sha256, sha256_of
from execution.text import is_storable

_APOLLO = "apollo-persisted-query-manifest"


def build_gate(schema: GraphQLSchema, settings: Settings) -> Gate:
    """Build the gate of these settings. Raises SettingsError, with a sentence for each problem."""
    file = settings.trusted_documents
    if file is None and settings.only_trusted_documents:
        raise SettingsError(
            "BROADSHEET_ONLY_TRUSTED_DOCUMENTS needs a manifest in BROADSHEET_TRUSTED_DOCUMENTS."
        )
    texts = {} if file is None else read_manifest(file)
    trusted = TrustedDocuments(texts=texts, nothing_else=settings.only_trusted_documents)
    gate = Gate(
        schema,
        settings.limits,
        introspection=settings.introspection,
        registry=Registry(settings.registry_limits, trusted),
    )
    refused = [f"{file}: {problem}" for problem in _refused(gate, texts)]
    if refused:
        raise SettingsError("\n".join(refused))
    return gate


def read_manifest(file: Path) -> dict[str, str]:
    """Return the texts of a manifest by their ids. Raises SettingsError."""
    try:
        content = read(file.read_bytes())
    except OSError as error:
        raise SettingsError(f"{file} cannot be read ({error.strerror}).") from None
    except NotJsonError as error:
        raise SettingsError(f"{file}: {error}") from None
    pairs = _pairs(content)
    if pairs is None:
        raise SettingsError(
            f"{file} is no manifest: neither an object of texts by their ids, nor version 1 of "
            f"{_APOLLO}."
        )
    problems = [f"{file}: {problem}" for problem in _problems(pairs)]
    if problems:
        raise SettingsError("\n".join(problems))
    return dict(pairs)


def _pairs(content: Any) -> list[tuple[str, str]] | None:
    """Return ids and texts: of Apollo's manifest, or of what Relay's and Codegen's tools write."""
    if not isinstance(content, dict):
        return None
    pairs = list(content.items())
    if "format" in content or "operations" in content:
        operations, version = content.get("operations"), content.get("version")
        if content.get("format") != _APOLLO or version != 1 or not isinstance(operations, list):
            return None
        if not all(isinstance(item, dict) for item in operations):
            return None
        pairs = [(item.get("id"), item.get("body")) for item in operations]
    return pairs if all(isinstance(part, str) for pair in pairs for part in pair) else None


def _problems(pairs: list[tuple[str, str]]) -> Iterator[str]:
    texts: dict[str, str] = {}
    for name, text in pairs:
        if not name:
            yield "a document has an empty id."
        if texts.setdefault(name, text) != text:
            yield f"{name!r} stands for two documents."
        digest = name.removeprefix("sha256:").lower()
        if not is_storable(text):
            yield f"{name!r} holds NUL or half a surrogate pair."
        elif is_sha256(digest) and digest != sha256_of(text):
            yield f"{name!r} is not the sha256 of its document."


def _refused(gate: Gate, texts: dict[str, str]) -> Iterator[str]:
    for name, text in texts.items():
        try:
            gate.check(text)
        except OperationRefused as refused:
            yield f"{name!r} is refused: {refused.errors[0].message}"
