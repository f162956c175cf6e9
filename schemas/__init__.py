"""Published shapes: strict, frozen pydantic models of record, results, findings, gold, and nothing else of ours."""
