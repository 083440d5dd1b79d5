"""Run the command line: python -m ui."""

from ui.cli import main

main()
