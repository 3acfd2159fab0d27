from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from demo import accounts


class Command(BaseCommand):
    help = "Prints the demo portal's addresses and accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--base", default=settings.BASE_URL, help="address of the portal")

    def handle(self, *, base: str, **options: Any) -> None:
        lines = [
            "",
            f"  The site      {base}/kk/   {base}/ru/   {base}/en/",
            f"  Ask           {base}/kk/questions/ask/",
            f"  Staff         {base}/admin/",
        ]
        if accounts.present():
            lines += ["", f"  Demo accounts, all with the password {accounts.PASSWORD}:"]
            lines += [f"    {account.username:<20} {account.what}" for account in accounts.ACCOUNTS]
        self.stdout.write("\n".join(lines))
