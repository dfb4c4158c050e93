"""Links, staff, counters."""
