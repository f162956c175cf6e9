"""Our model reader beside langextract 1.7.1: the same reports, one loopback server, answers from the same knowledge."""
