# ./run lint, ./run format, and the single checks .ci/run names.
FORMAT=clang-format-16
TIDY=clang-tidy-16

cpp_files() { git ls-files --cached --others --exclude-standard '*.cpp' '*.hpp'; }

check_format() {
    need check
    cpp_files | xargs -r $FORMAT --dry-run --Werror || return 1
}

run_format() {
    need build check
    if [ "${1:-}" = --check ]; then
        check_format || die "run ./run format"
        return
    fi
    cpp_files | xargs -r $FORMAT -i
    if [ -f web/package.json ]; then need_web && quiet prettier in_web npm run --silent format; fi
}

check_architecture() {
    "$PYTHON" tools/check_includes.py "$ROOT" && "$PYTHON" tools/check_policy.py "$ROOT" \
        && "$PYTHON" tools/check_texts.py "$ROOT" && "$PYTHON" tools/trace_rules.py "$ROOT" --check
}

# What clang-tidy reads, one a line and the most telling first: what this branch changes, what changed since the last release
# (the newest first), and then a sample that moves with the day. A header is read through the source beside it.
tidy_candidates() {
    local release
    release=$(git describe --tags --abbrev=0 2>/dev/null || git rev-list --max-parents=0 HEAD | tail -n 1)
    { git diff --name-only --diff-filter=d "$(git merge-base HEAD main 2>/dev/null || echo HEAD)" -- 'src/*.cpp' 'src/*.hpp'
        git ls-files --others --exclude-standard 'src/*.cpp'
        git log --name-only --format= -n 40 "$release"..HEAD -- 'src/*.cpp' 'src/*.hpp'
        git ls-files 'src/*.cpp' | shuf --random-source=<(yes "$(date +%F)")
    } | sed 's/\.hpp$/.cpp/' | awk '!/_fuzz/ && !seen[$0]++'
}

# tidy_one FILE: nothing once the time is over. One at a time says what it found, or two would talk at once.
tidy_one() {
    [ "$(date +%s)" -lt "$TIDY_ENDS" ] && grep -q "\"file\": \"$ROOT/$1\"" build/compile_commands.json || return 0
    local said=
    if ! said=$($TIDY -p build --quiet "$1" 2>/dev/null); then
        flock "$TIDY_LOG" printf 'clang-tidy: %s\n%s\n' "$1" "$said"
        echo "bad $1" >>"$TIDY_LOG"
    fi
    echo "read $1" >>"$TIDY_LOG"
}

# A file takes it ten seconds and more, the whole of src hours: it reads for a while, on all cores.
check_tidy() {
    need check
    local seconds=${XINGLIN_TIDY_SECONDS:-140}
    export TIDY TIDY_LOG=$LOGS/tidy.log TIDY_ENDS=$(($(date +%s) + seconds))
    export -f tidy_one
    : >"$TIDY_LOG"
    tidy_candidates | xargs -r -P "$(cores)" -I '{}' bash -c 'tidy_one "{}"'
    say "clang-tidy read $(grep -c '^read ' "$TIDY_LOG") files within $seconds s"
    ! grep -q '^bad ' "$TIDY_LOG"
}

check_web() {
    [ -f web/package.json ] || return 0
    need_web
    in_web npm run --silent types && in_web npm run --silent lint
}

# The contract the binary declares, the one checked in, and the client made from it are the same.
check_contract() {
    build/xinglin openapi | diff -q - api/openapi.json >/dev/null \
        || { say "api/openapi.json differs from 'xinglin openapi'"; return 1; }
    [ -f web/package.json ] || return 0
    in_web npm run --silent contract:check
}

check_budget() {
    [ -f web/package.json ] || return 0
    in_web npm run --silent budget
}

run_lint() {
    need build check
    [ -f build/compile_commands.json ] || { build_web && build_native dev; }
    local bad=0 check
    for check in architecture tidy web; do
        say "$check"
        "check_$check" || { say "$check: findings above" && bad=1; }
    done
    [ $bad -eq 0 ] || die "lint found something"
}
