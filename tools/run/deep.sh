# ./run coverage, sanitize, fuzz, bench: slower looks at the same code.
run_coverage() {
    need build test coverage
    build_coverage
    mkdir -p coverage
    (cd build-coverage && ./unit_tests --no-colors=true | tail -n 3)
    gcovr -r "$ROOT" build-coverage -f 'src/' -e '.*_test\.cpp' --html-details coverage/index.html --txt coverage/summary.txt \
        --gcov-ignore-parse-errors >/dev/null
    tail -n 3 coverage/summary.txt
    say "report in coverage/index.html"
}

build_coverage() {
    quiet configure-coverage cmake --preset dev -B build-coverage -DXINGLIN_COVERAGE=ON || die "cmake could not configure"
    say "building with counters"
    quiet build-coverage cmake --build build-coverage -j "$(cores)" --target unit_tests || die "the build failed"
}

# The unit tests once more, with addresses and undefined behaviour watched.
check_sanitize() {
    build_native sanitize unit_tests && quiet sanitize "$PYTHON" tools/run/doctest_sum.py build-sanitize/unit_tests
}

run_sanitize() {
    need build test
    check_sanitize || die "a sanitizer or a test found something"
    tail -n 1 "$LOGS/sanitize.log"
}

# fuzz_targets SECONDS [TARGET]: libFuzzer with a corpus that stays in .cache/corpus between runs.
fuzz_targets() {
    local seconds=$1 wanted=${2:-} source name bad=0
    while read -r source; do
        name=$(basename "$source" .cpp)
        [ -z "$wanted" ] || [ "$wanted" = "$name" ] || continue
        local corpus=.cache/corpus/$name seeds
        mkdir -p "$corpus"
        seeds=$(dirname "$source")/corpus/$name
        [ -d "$seeds" ] || seeds=tests/fuzz/$name
        say "fuzzing $name for $seconds s"
        quiet "fuzz-$name" "build-fuzz/$name" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=10 \
            -artifact_prefix="$LOGS/$name-" "$corpus" $([ -d "$seeds" ] && echo "$seeds") || bad=1
    done < <(git ls-files --cached --others --exclude-standard '*_fuzz.cpp')
    return $bad
}

# A few seconds each: a regression in a parser shows at once; ./run fuzz looks longer.
check_fuzz() {
    build_native fuzz fuzzers && fuzz_targets "${XINGLIN_FUZZ_SECONDS:-5}"
}

run_fuzz() {
    need build fuzz
    build_native fuzz fuzzers
    fuzz_targets "${1:-60}" "${2:-}" || die "a fuzz target found something"
    [ -n "${2:-}" ] && return 0
    need test
    build_web
    build_native dev xinglin
    XINGLIN_KILLS=1000 "$PYTHON" tools/run/unittest_sum.py tests/faults 'test_crash.py' | tail -n 3
}

run_bench() {
    need build bench
    build_web
    CMAKE_EXTRA="-DXINGLIN_BENCH=ON" build_native release xinglin bare load phones slow_sync
    "$PYTHON" bench/bench.py "$@"
}
