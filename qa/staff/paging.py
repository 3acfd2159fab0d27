"""Pages of long lists of wide rows."""

from collections.abc import Sequence
from typing import Any

from wagtail.admin.paginator import WagtailPaginator


class NarrowPaginator(WagtailPaginator):
    """Finds the keys of a page first and reads only its rows.

    A question is a wide row. To find the fiftieth page the database would sort thousands of them with all their texts;
    the keys alone it reads off an index. One query more, the same for every page.
    """

    def page(self, number: Any) -> Any:
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        top = bottom + self.per_page
        if top + self.orphans >= self.count:
            top = self.count
        return self._get_page(self.rows(bottom, top), number, self)

    def rows(self, bottom: int, top: int) -> Sequence[Any]:
        """The objects from `bottom` to before `top`, in the order of the list."""
        keys = list(self.object_list.prefetch_related(None).values_list("pk", flat=True)[bottom:top])
        if not keys:
            return []
        # The order is that of the keys: a row that changed in between must not be lost or moved.
        found = {row.pk: row for row in self.rows_of(keys)}
        return [found[pk] for pk in keys if pk in found]

    def rows_of(self, keys: list[Any]) -> Any:
        """The rows of these keys with all that the list's query set fetches beside them."""
        query = self.object_list.all().order_by()
        return query.filter(pk__in=keys)
