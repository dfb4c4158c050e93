"""The engine of My Rights: understands a message and decides what is said. It never writes the words."""
