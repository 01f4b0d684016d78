"""Whether a schema keeps the promises of an earlier one."""

from collections.abc import Mapping, Sequence

from graphql import (
    BreakingChange,
    BreakingChangeType,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    find_breaking_changes,
)

_MAY_GO_AFTER_DEPRECATION = {
    BreakingChangeType.FIELD_REMOVED,
    BreakingChangeType.VALUE_REMOVED_FROM_ENUM,
}


def breaking_changes(released: str, current: str) -> Sequence[str]:
    """Say what would break clients of the released SDL, but for what it declared deprecated."""
    before = build_schema(released)
    deprecated = _deprecated(before)
    return [
        change.description
        for change in find_breaking_changes(before, build_schema(current))
        if not _was_announced(change, deprecated)
    ]


def _was_announced(change: BreakingChange, deprecated: set[str]) -> bool:
    # graphql-core names the member in the sentence only.
    return change.type in _MAY_GO_AFTER_DEPRECATION and any(
        name in change.description.split() for name in deprecated
    )


def _members(kind: GraphQLNamedType) -> Mapping[str, GraphQLField | GraphQLEnumValue]:
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        return dict(kind.fields)
    if isinstance(kind, GraphQLEnumType):
        return dict(kind.values)
    return {}


def _deprecated(schema: GraphQLSchema) -> set[str]:
    return {
        f"{kind.name}.{name}"
        for kind in schema.type_map.values()
        for name, member in _members(kind).items()
        if member.deprecation_reason is not None
    }
