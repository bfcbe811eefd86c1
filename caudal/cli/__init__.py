"""The `caudal` command: what a person types. It reads options, calls a use case, prints; it decides nothing."""

import sys
from collections.abc import Sequence

from typer import Abort, Exit
from typer.exceptions import TyperException

from caudal.cli.app import app
from caudal.cli.usage import explained
from receivables.errors import BadSetting, CaudalError
from templates.errors import sentence

REFUSED, USAGE, INTERRUPTED = 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code: 0 done, 1 refused with the reason on stderr, 2 wrongly called."""
    sys.exit(_outcome(arguments))


def _outcome(arguments: Sequence[str] | None) -> int:
    try:
        return app(arguments, standalone_mode=False) or 0
    except CaudalError as error:
        print(sentence(error), file=sys.stderr)
        return USAGE if isinstance(error, BadSetting) else REFUSED
    except TyperException as error:
        print(explained(error), file=sys.stderr)
        return USAGE
    except Exit as leaving:
        return leaving.exit_code
    except (Abort, KeyboardInterrupt):
        print("Interrumpido.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return REFUSED
