#!/usr/bin/env bash
# Everything a change has to pass: style, types, the direction of imports, the tests, and full coverage of the core.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# An independent validator of the printed page. Its test is skipped at a desk that has none; where CI runs, it must be there.
validator='/usr/bin/java default-jre-headless
/usr/share/java/preflight.jar libpdfbox2-java
/usr/share/java/jaxb-api.jar libjaxb-api-java'

missing_validator_packages() {
    local file package
    while read -r file package; do
        [ -e "$file" ] || printf '%s\n' "$package"
    done <<<"$validator"
}

install_validator() {
    local packages
    packages=$(missing_validator_packages)
    [ -z "$packages" ] && return
    say "Installing the PDF/A validator:" $packages
    as_root mkdir -p /usr/share/man/man1  # the Java package wants it, and slim systems lack it
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
}

if [ "${CI:-}" = true ]; then install_validator; fi

export QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE=1
bin=.venv/bin

say "Style";                "$bin/ruff" check .; "$bin/ruff" format --check .
say "Types";                "$bin/mypy"
say "Direction of imports"; "$bin/lint-imports" --no-logo
say "Tests"
rm -f .coverage .coverage.*
"$bin/coverage" run -m pytest "$@"
"$bin/coverage" combine --quiet
say "Coverage of the core (all but the window): every line and branch"
"$bin/coverage" report --omit '*/gui/*' --fail-under 100
