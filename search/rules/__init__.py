"""What search decides without a database: wordings, phrases, and what may be counted."""
