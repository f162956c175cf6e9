"""Speed as ratios in one run: our whole way through a digital PDF against other libraries' bare reading of it."""
