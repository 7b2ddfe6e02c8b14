"""What an event can say was done, in the groups that the store treats differently."""

STARTS = frozenset({"create", "import"})
"""The actions that begin a report; their event holds the whole of it."""

STEPS = frozenset({"edit", "paste", "clear", "fill_zero", "undo", "redo", "rename", "update"})
"""The actions that change a report: one event for each place, one batch for what the clerk did at once."""

CHANGES = STARTS | STEPS
"""The actions after which approvals given before no longer hold."""

ACTS = frozenset(
    {
        *("approve", "return", "seal", "correct", "publish", "deliver"),
        *("print", "export", "verify", "retrieve"),
        *("backup", "restore", "recover"),
        "pin",
    }
)
"""What is done with a report, or with the whole data folder, and changes no value; the event says more in `about`."""

SETTING = "setting"
"""The action that changes a setting of the office; its event belongs to no report."""
