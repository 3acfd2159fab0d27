"""When the regular jobs of intake run."""

from portal.schedules import Schedule

SCHEDULES = [
    Schedule("intake: erase expired drafts", "intake.tasks.erase_expired_drafts", minutes=10),
    Schedule("intake: erase unconfirmed contacts", "intake.tasks.erase_unconfirmed_contacts", minutes=60 * 24),
    Schedule("intake: sweep files without a row", "intake.tasks.sweep_files", minutes=60 * 24),
    Schedule("intake: prune counters", "intake.tasks.prune_counters", minutes=60),
]
