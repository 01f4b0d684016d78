"""Whether what an operation answers may differ by who asks, or is for whoever knows a secret.

Fields say so where they are declared: `root(…, viewer=True)`, `batched(…, viewer=True)`, and
`root(…, secret=True)`.
"""

from collections.abc import Callable, Iterator
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLField,
    GraphQLSchema,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    is_abstract_type,
    visit,
)

from execution.fields import differs_by_viewer, is_asked_with_secret


def asks_about_viewer(schema: GraphQLSchema, document: DocumentNode) -> bool:
    """Tell whether any field of a valid document, in whichever operation, differs by viewer."""
    return _asks_for(differs_by_viewer, schema, document)


def asks_with_secret(schema: GraphQLSchema, document: DocumentNode) -> bool:
    """Tell whether any field of a valid document, in whichever operation, is told a secret."""
    return _asks_for(is_asked_with_secret, schema, document)


def _asks_for(
    wanted: Callable[[GraphQLField], bool], schema: GraphQLSchema, document: DocumentNode
) -> bool:
    types = TypeInfo(schema)
    visitor = _WantedFields(wanted, schema, types)
    visit(document, TypeInfoVisitor(types, visitor))
    return visitor.found


class _WantedFields(Visitor):
    def __init__(
        self, wanted: Callable[[GraphQLField], bool], schema: GraphQLSchema, types: TypeInfo
    ) -> None:
        super().__init__()
        self._wanted = wanted
        self._schema = schema
        self._types = types
        self.found = False

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self.found = self.found or any(map(self._wanted, self._fields(node.name.value)))

    def _fields(self, name: str) -> Iterator[GraphQLField]:
        """Return what the name may stand for: of an interface, any of its types answers."""
        field, parent = self._types.get_field_def(), self._types.get_parent_type()
        if field is not None:
            yield field
        if is_abstract_type(parent):
            for possible in self._schema.get_possible_types(parent):
                if name in possible.fields:
                    yield possible.fields[name]
