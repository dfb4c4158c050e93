"""Many people, for a long time, while processes are killed: what `make soak` measures, and tests in small."""
