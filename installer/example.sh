#!/usr/bin/env bash
# The main job on the bundled example: text -> PDF and upload files in example-output/; with a display the desk opens on it.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

set_up command
example=resources/examples/wangjiang-2025.txt
output=example-output
mkdir -p "$output"
say "Turning $example into files in $PWD/$output"
.venv/bin/disclosure-desk convert --force "$example" \
    "$output/report.pdf" "$output/report.docx" "$output/report.xlsx" "$output/report.html" "$output/report.json"
.venv/bin/disclosure-desk check "$example"
ls -l "$output"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    set_up window
    say "Opening the desk with the example; its data stays in $PWD/$output/desk"
    .venv/bin/disclosure-desk --data "$output/desk" --open "$example"
else
    say "No display here, so the window stays closed; the files are in $PWD/$output"
fi
