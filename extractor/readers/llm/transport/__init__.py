"""How a question reaches a model and comes back: limits, retries, output modes, caps and the cache, behind ``Model.ask``."""
