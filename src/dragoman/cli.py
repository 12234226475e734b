"""The command line (a first line; its verbs follow)."""


def main() -> None:
    """Run the command line."""
