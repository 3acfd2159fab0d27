"""What was shown before someone wrote to us, and whether it was enough."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.models.draft import Draft


class Deflection(models.Model):
    """One showing of answers already there. Holds no text and nothing of the person.

    `shown` lists references of what stood there, best first ("question:12"), `helped` is the one that its reader named
    as the answer. It began while they typed or on the step of its own (`stage`), and is one row for both. `draft` is
    cut off once it expires. Who neither went on nor said that it was enough has left: the outcome stays "shown".
    """

    class Stage(models.TextChoices):
        TYPING = "typing", _("while typing")
        STEP = "step", _("on a step of its own")

    class Outcome(models.TextChoices):
        SHOWN = "shown", _("shown")
        SUFFICED = "sufficed", _("was enough")
        WENT_ON = "went_on", _("went on")

    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    shown = models.JSONField(default=list, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.SHOWN)
    stage = models.CharField(max_length=6, choices=Stage.choices, default=Stage.STEP)
    topic = models.CharField(max_length=60, blank=True)
    helped = models.CharField(max_length=60, blank=True)
    draft = models.OneToOneField(Draft, null=True, blank=True, on_delete=models.SET_NULL, related_name="deflection")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("showing of similar answers")
        verbose_name_plural = _("showings of similar answers")

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}: {self.outcome}"
