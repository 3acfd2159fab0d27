"""What search does by the clock."""

from portal.schedules import Schedule

SCHEDULES = [
    # Finds what a lost wake-up missed, and rebuilds an index that is missing or broken.
    Schedule(name="search-sweep", job="search.tasks.follow", minutes=1),
    Schedule(name="search-announce", job="search.tasks.announce", minutes=1),
    Schedule(name="search-prune", job="search.tasks.prune", minutes=24 * 60),
    # Finds what following cannot see, and mends it.
    Schedule(name="search-check", job="search.tasks.check", minutes=24 * 60),
]
