"""How updates come in and messages go out, so that nothing is lost, doubled or out of order."""
