"""Groups of commands: of the directory, of staff, of referral links."""
