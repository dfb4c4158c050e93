"""For each promise a small patch that breaks it in the code; `make mutants` shows that its tests then fail."""
