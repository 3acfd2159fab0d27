"""What the question service does by the clock."""

from portal.schedules import Schedule

SCHEDULES = [
    Schedule(name="question-reminders", job="qa.tasks.remind", minutes=30),
    Schedule(name="question-lapse", job="qa.tasks.lapse_unanswered", minutes=60),
    Schedule(name="question-resolve", job="qa.tasks.resolve_answered", minutes=60),
    Schedule(name="transfers-sweep", job="qa.transfers.work.sweep", minutes=1),
]
