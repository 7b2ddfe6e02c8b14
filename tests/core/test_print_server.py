"""Printers are asked of the computer itself, unless an office has named its print server."""

import pytest

from disclosure_desk.core.print_server import LOCAL, ask_local_print_server, settings_files


@pytest.mark.parametrize(
    ("environment", "settings", "server"),
    [
        ({}, None, LOCAL),
        ({}, "# nothing\nUser a\n", LOCAL),
        ({}, " ServerName print.office\n", None),
        ({"CUPS_SERVER": "print.office"}, None, "print.office"),
    ],
)
def test_the_print_server(tmp_path, environment, settings, server):
    if settings:
        (tmp_path / "client.conf").write_text(settings)
    ask_local_print_server(environment, [tmp_path / "none.conf", tmp_path / "client.conf"])
    assert environment.get("CUPS_SERVER") == server


def test_where_a_server_is_named():
    assert {path.name for path in settings_files()} == {"client.conf"}
