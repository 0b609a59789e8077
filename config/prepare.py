"""What a start finds missing: migrations, and in an empty database the first content; static files."""

import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from survey.models import Edition, Inquiry, Parliament

FIRST = "hessen-19-1613"
DEMO_ACCOUNTS = {"redaktion": "Redaktion", "freigabe": "Freigabe"}


def database():
    """Bring the database up to date; a start that finds it so only reads."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Bringing the database up to date ...", flush=True)
        call_command("migrate", verbosity=0)
        if Edition.objects.exists():
            call_command("rebuild", verbosity=0)  # published rows may have columns that a migration left empty
    if not any(model.objects.exists() for model in (Inquiry, Parliament, User)):
        print("Filling the empty database ...", flush=True)
        with transaction.atomic():  # all of it or nothing: a start that was interrupted is repeated whole
            fill()
    connection.close()


def fill():
    """Reference data, demo accounts, and the first paper on the way that every paper takes."""
    load_reference_data()
    make_demo_accounts()
    load_first_paper()


def load_reference_data():
    call_command("loaddata", "districts", "respondents", "parliaments", verbosity=0)


def make_demo_accounts():
    """An editor and a publisher, with passwords that only this installation has."""
    lines = []
    for name, group in DEMO_ACCOUNTS.items():
        password = secrets.token_urlsafe(12)
        user = User.objects.create_user(name, password=password, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        lines.append(f"{name}  {password}\n")
    path = settings.VAR_DIR / "demo-accounts"
    path.touch(mode=0o600)
    path.write_text("".join(lines))


def load_first_paper():
    folder = Path(settings.BASE_DIR) / "fixtures" / FIRST
    source = str(folder / "source.txt")
    call_command("import_paper", source, parliament="hessen", number="19/1613", by="redaktion")
    call_command("load_layer", str(folder), inquiry=FIRST, by="redaktion")
    call_command("submit", FIRST, by="redaktion")
    call_command("publish", FIRST, note="Erste Fassung.", by="freigabe")


def static_files():
    """Collect the static files where a package or one of ours is newer than the last time."""
    done = Path(settings.STATIC_ROOT) / "collected"
    sources = [settings.BASE_DIR / "requirements.txt", *(settings.BASE_DIR / "survey" / "static").rglob("*")]
    if not done.exists() or any(path.stat().st_mtime > done.stat().st_mtime for path in sources):
        print("Collecting the static files ...", flush=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        done.touch()
