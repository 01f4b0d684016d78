"""Whether what an operation answers may differ by who asks, or is a secret.

Fields say so where they are declared: `root(…, viewer=True)` and `batched(…, viewer=True)`,
`root(…, secret=True)` and `mutation(…, secret=True)`.
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

from execution.fields import answers_secret, differs_by_viewer


def asks_about_viewer(schema: GraphQLSchema, document: DocumentNode) -> bool:
    """Tell whether any field of a valid document, in whichever operation, differs by viewer."""
    return _has_field(schema, document, differs_by_viewer)


def asks_for_secret(schema: GraphQLSchema, document: DocumentNode) -> bool:
    """Tell whether any field of a valid document, in whichever operation, answers a secret."""
    return _has_field(schema, document, answers_secret)


def _has_field(
    schema: GraphQLSchema, document: DocumentNode, is_so: Callable[[GraphQLField], bool]
) -> bool:
    types = TypeInfo(schema)
    visitor = _Fields(schema, types, is_so)
    visit(document, TypeInfoVisitor(types, visitor))
    return visitor.found


class _Fields(Visitor):
    def __init__(
        self, schema: GraphQLSchema, types: TypeInfo, is_so: Callable[[GraphQLField], bool]
    ) -> None:
        super().__init__()
        self._schema = schema
        self._types = types
        self._is_so = is_so
        self.found = False

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self.found = self.found or any(map(self._is_so, self._fields(node.name.value)))

    def _fields(self, name: str) -> Iterator[GraphQLField]:
        """Return what the name may stand for: of an interface, any of its types answers."""
        field, parent = self._types.get_field_def(), self._types.get_parent_type()
        if field is not None:
            yield field
        if is_abstract_type(parent):
            for possible in self._schema.get_possible_types(parent):
                if name in possible.fields:
                    yield possible.fields[name]
