#!/usr/bin/env python3
"""The command line of Anlage."""

import os
import sys


def main():
    os.umask(0o077)  # what commands write holds drafts and names: it is for its owner alone
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except Exception as error:
        from survey.operation.faults import in_one_line

        if line := in_one_line(error):
            sys.exit(line)
        raise


if __name__ == "__main__":
    main()
