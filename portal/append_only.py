"""The log is append-only in the database itself: triggers refuse what the model refuses, whoever writes.

They are made after every migration and not by one: a migration that rebuilds the table on SQLite would drop them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.db import connection as default
from django.db import connections, transaction

TABLE: Final = "portal_event"
_erasing: ContextVar[bool] = ContextVar("erasing", default=False)

# `log_may_be_erased` is a function of our own connections: any other program on the file cannot even call it.
SQLITE: Final = (
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_update BEFORE UPDATE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_delete BEFORE DELETE ON {TABLE} WHEN NOT log_may_be_erased() "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
)
POSTGRESQL: Final = (
    f"""CREATE OR REPLACE FUNCTION {TABLE}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND current_setting('jauap.log_may_be_erased', true) = 'on' THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'the log is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    f"CREATE OR REPLACE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_is_append_only()",
)


def guard_log(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """Makes the triggers, once the table is there; does nothing twice."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def teach(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Tells a new connection to SQLite how to ask whether the log may be erased now."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("log_may_be_erased", 0, _erasing.get)


@contextmanager
def erasing() -> Iterator[None]:
    """Within it, and in this thread alone, lines of the log may be deleted: for what is past its time."""
    with transaction.atomic():
        if default.vendor == "postgresql":
            with default.cursor() as cursor:
                cursor.execute("SELECT set_config('jauap.log_may_be_erased', 'on', true)")
        token = _erasing.set(True)
        try:
            yield
        finally:
            _erasing.reset(token)
            if default.vendor == "postgresql":
                with default.cursor() as cursor:
                    cursor.execute("SELECT set_config('jauap.log_may_be_erased', '', true)")
