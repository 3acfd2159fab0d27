"""Rebuttals as data: records in JSON and CSV, and a feed of ClaimReview for aggregators of fact-checks."""
