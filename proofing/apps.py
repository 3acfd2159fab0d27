from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProofingConfig(AppConfig):
    name = "proofing"
    verbose_name = _("Proofreading")

    def ready(self) -> None:
        from portal import publishing
        from proofing import checks, receivers
        from proofing.publishing import gate

        checks.register_all()
        receivers.connect()
        publishing.register(gate)
