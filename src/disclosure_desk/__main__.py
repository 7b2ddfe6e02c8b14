"""Where the program starts: the only place that knows both the command and the window."""


def main() -> int:
    """Run the command line; without a command it opens the window."""
    raise NotImplementedError


if __name__ == "__main__":
    raise SystemExit(main())
