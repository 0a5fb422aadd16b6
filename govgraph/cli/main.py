"""Entry point of the ``govgraph`` command."""

from govgraph.cli.application import app
from govgraph.cli.command import FAULT
from govgraph.cli.console import prepare_streams


def main() -> None:
    """Run the command line; a fault of govgraph itself shows a traceback and exits with 70."""
    prepare_streams()
    try:
        app(prog_name="govgraph")
    except Exception as fault:
        import traceback  # noqa: PLC0415 - not for help

        traceback.print_exception(fault)
        raise SystemExit(FAULT) from fault


if __name__ == "__main__":
    main()
