"""What a start finds missing: migrations, and in an empty database the first content; static files."""

import hashlib
import secrets
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from config.checks import DEMO_ACCOUNTS, public_site
from survey.models import Edition, Inquiry, Parliament
from survey.publishing.publish import publish_sample

FIRST = "hessen-19-1613"


def database() -> str:
    """Bring the database up to date; a start that finds it so only reads. Returns what the operator does next."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Bringing the database up to date ...", flush=True)
        call_command("migrate", verbosity=0)
        if Edition.objects.exists():
            rebuild()
    told = ""
    if not any(model.objects.exists() for model in (Inquiry, Parliament, User)):
        print("Filling the empty database ...", flush=True)
        with transaction.atomic():  # all of it or nothing: a start that was interrupted is repeated whole
            told = fill()
    warnings = [f"Warning: {each.msg} {each.hint}\n" for each in public_site()] if is_public() else []
    connection.close()
    return told + "".join(warnings)


def is_public() -> bool:
    """Whether others get in: what is no trial on the own machine, or stands behind HTTPS."""
    return settings.HTTPS or not settings.TRIAL


def rebuild():
    """Published rows may have columns that a migration left empty. An edition that was changed stops no start."""
    try:
        call_command("rebuild", verbosity=0)
    except CommandError as error:
        print(f"Warning: {error}", flush=True)


def fill() -> str:
    """Reference data; to be tried out, demo accounts and a first paper, too. A public site begins with nothing else."""
    load_reference_data()
    if is_public():
        return "Nothing is published yet. Make the first account: manage.py createsuperuser\n"
    accounts = make_demo_accounts()
    load_first_paper()
    return f"Demo accounts, shown this once and kept in {settings.VAR_DIR / 'demo-accounts'}:\n{accounts}"


def load_reference_data():
    call_command("loaddata", "districts", "respondents", "parliaments", verbosity=0)


def make_demo_accounts() -> str:
    """An editor and a publisher, with passwords that only this installation has; returns both, a line each."""
    lines = []
    for name, group in DEMO_ACCOUNTS.items():
        password = secrets.token_urlsafe(12)
        user = User.objects.create_user(name, password=password, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        lines.append(f"{name}  {password}\n")
    path = settings.VAR_DIR / "demo-accounts"
    path.touch(mode=0o600)
    path.write_text("".join(lines))
    return "".join(lines)


def load_first_paper():
    """Nobody looks at it on its way, and its edition says so."""
    folder = Path(settings.BASE_DIR) / "fixtures" / FIRST
    source = str(folder / "source.txt")
    call_command("import_paper", source, parliament="hessen", number="19/1613", by="redaktion")
    call_command("load_layer", str(folder), inquiry=FIRST, by="redaktion")
    inquiry = Inquiry.objects.get(slug=FIRST)
    publish_sample(inquiry, by=User.objects.get(username="freigabe"), note="Zum Ausprobieren angelegt.")


def static_files():
    """Collect the static files where a package or one of ours is another than the last time, whatever their times."""
    done, now = Path(settings.STATIC_ROOT) / "collected", static_digest()
    if not done.exists() or done.read_text() != now:
        print("Collecting the static files ...", flush=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        done.write_text(now)


def static_digest() -> str:
    """The SHA-256 of names and contents of what is collected: our own files, and the list of packages for theirs."""
    ours = settings.BASE_DIR / "survey" / "static"
    sources = [settings.BASE_DIR / "requirements.txt", *sorted(path for path in ours.rglob("*") if path.is_file())]
    digest = hashlib.sha256(django.__version__.encode())
    for path in sources:
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
