"""The client of the dialogue engine, which runs in a process of its own."""
