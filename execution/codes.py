"""Why an operation was refused before it ran, in words for programs."""

from enum import StrEnum


class Code(StrEnum):
    """Stands in `extensions.code` of every error of a refused operation. Codes never change."""

    PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    OPERATION_NOT_FOUND = "OPERATION_NOT_FOUND"
    OPERATION_NOT_ALLOWED = "OPERATION_NOT_ALLOWED"
    DOCUMENT_TOO_LARGE = "DOCUMENT_TOO_LARGE"
    COST_EXCEEDED = "COST_EXCEEDED"
