"""What ``extractor eval`` does: find labelled reports, read them, score, compare, guard and promote."""
