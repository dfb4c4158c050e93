"""Commands as an operator calls them."""
