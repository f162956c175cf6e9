"""Wrong answers on purpose: what the reader's guarantees and the checks catch of them, and what nothing can see."""
