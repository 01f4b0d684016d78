"""The bench: its data, its servers, its judgement. Its figures are no test."""
