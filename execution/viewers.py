"""Whether what an operation answers may differ by who asks.

Fields say so where they are declared: `root(…, viewer=True)` and `batched(…, viewer=True)`.
"""

from collections.abc import Iterator
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

from execution.fields import differs_by_viewer


def asks_about_viewer(schema: GraphQLSchema, document: DocumentNode) -> bool:
    """Tell whether any field of a valid document, in whichever operation, differs by viewer."""
    types = TypeInfo(schema)
    visitor = _ViewerFields(schema, types)
    visit(document, TypeInfoVisitor(types, visitor))
    return visitor.found


class _ViewerFields(Visitor):
    def __init__(self, schema: GraphQLSchema, types: TypeInfo) -> None:
        super().__init__()
        self._schema = schema
        self._types = types
        self.found = False

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self.found = self.found or any(map(differs_by_viewer, self._fields(node.name.value)))

    def _fields(self, name: str) -> Iterator[GraphQLField]:
        """Return what the name may stand for: of an interface, any of its types answers."""
        field, parent = self._types.get_field_def(), self._types.get_parent_type()
        if field is not None:
            yield field
        if is_abstract_type(parent):
            for possible in self._schema.get_possible_types(parent):
                if name in possible.fields:
                    yield possible.fields[name]
