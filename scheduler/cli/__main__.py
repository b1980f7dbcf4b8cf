"""`python -m scheduler.cli` is `tminus`, also where the script is not on the path."""

import sys

from scheduler.cli import main

sys.exit(main())
