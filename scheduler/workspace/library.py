"""Prints the reference page of templates, with the library in templates/ of the folder it is run in.

python -m scheduler.workspace.library > docs/reference/templates.md
"""

import sys
from pathlib import Path

from scheduler.compose.reference import page
from scheduler.workspace.templates import read_templates

if __name__ == "__main__":
    sys.stdout.write(page(read_templates(Path.cwd())[0].values()) + "\n")
