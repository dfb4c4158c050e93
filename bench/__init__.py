"""Times, as medians and ratios within one run."""
