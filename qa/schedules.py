"""What the question service does by the clock."""

from portal.schedules import Schedule

SCHEDULES = [
    Schedule(name="question-reminders", job="qa.tasks.remind", minutes=30),
    Schedule(name="question-lapse", job="qa.tasks.lapse_unanswered", minutes=60),
    Schedule(name="question-desk", job="qa.tasks.tidy_desk", minutes=30),
    Schedule(name="question-words", job="qa.tasks.index_words", minutes=1),
    Schedule(name="answer-expiry", job="qa.expiry.remind_expiring", minutes=120),
    Schedule(name="question-resolve", job="qa.tasks.resolve_answered", minutes=60),
    Schedule(name="question-announce", job="qa.announcing.announce_rest", minutes=1),
    Schedule(name="question-forget-followers", job="qa.services.following.followers_forget", minutes=60),
    Schedule(name="transfers-sweep", job="qa.transfers.work.sweep", minutes=1),
]
