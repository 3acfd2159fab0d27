from django.db import models


class NumberSequence(models.Model):
    """The last public number given in a year. The row's lock makes numbers unique and without gaps."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}-{self.last:05}"
