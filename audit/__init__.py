"""Known vulnerabilities of the pinned packages: `make audit`."""
