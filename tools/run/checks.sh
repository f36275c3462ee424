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

# clang-tidy reads about two files a minute here: the files changed since main, and then a sample that moves with the day.
check_tidy() {
    need check
    local budget=${XINGLIN_TIDY_SECONDS:-150} ends=$((SECONDS + ${XINGLIN_TIDY_SECONDS:-150})) file read=0 bad=0
    local files
    files=$( (git diff --name-only --diff-filter=d "$(git merge-base HEAD main 2>/dev/null || echo HEAD)" -- 'src/*.cpp'
        git ls-files 'src/*.cpp' | grep -v _fuzz | shuf --random-source=<(yes "$(date +%F)")) | awk '!seen[$0]++')
    for file in $files; do
        [ $SECONDS -lt $ends ] || break
        grep -q "\"file\": \"$ROOT/$file\"" build/compile_commands.json || continue
        $TIDY -p build --quiet "$file" 2>/dev/null || { bad=$((bad + 1)) && say "clang-tidy: $file"; }
        read=$((read + 1))
    done
    say "clang-tidy read $read files within $budget s"
    [ $bad -eq 0 ]
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
