"""Finds the program that the scripts run."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def program():
    """Returns the path of the release binary and builds it if necessary; ANNALS names another one."""
    if "ANNALS" in os.environ:
        return os.environ["ANNALS"]
    command = ["cargo", "build", "--release", "--quiet", "--message-format=json"]
    build = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE)
    for line in build.stdout.splitlines():
        message = json.loads(line)
        if message.get("reason") == "compiler-artifact" and message["target"]["name"] == "annals":
            if message.get("executable"):
                return message["executable"]
    print(f"{Path(sys.argv[0]).name}: the program does not build", file=sys.stderr)
    sys.exit(2)
