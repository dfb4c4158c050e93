"""Referral links of CSOs: who may make them, where they lead, and how often they help, with nobody identifiable."""
