# ./run test: every stage says "N passed, N failed, N skipped"; the sum is the last line.
PASSED=0 FAILED=0 SKIPPED=0

# count STAGE PASSED FAILED SKIPPED
count() {
    printf '%-9s %5d passed %4d failed %4d skipped\n' "$1" "$2" "$3" "$4"
    PASSED=$((PASSED + $2)) FAILED=$((FAILED + $3)) SKIPPED=$((SKIPPED + $4))
}

# summed STAGE COMMAND…: a command whose last line reads "N passed, N failed, N skipped".
summed() {
    local stage=$1 log="$LOGS/test-$1.log" started=$SECONDS status=0
    shift
    say "$stage tests"
    "$@" >"$log" 2>&1 || status=$?
    local line
    line=$(grep -Eo '[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped' "$log" | tail -n 1 || true)
    if [ -z "$line" ]; then
        tail -n 60 "$log" >&2
        say "$stage stopped with status $status before it could count"
        count "$stage" 0 1 0
        return
    fi
    local numbers
    read -r -a numbers <<<"$(tr -c '0-9\n' ' ' <<<"$line")"
    # A stage that ends badly although nothing failed (a crash at exit, a leak) is a failure of its own.
    if [ $status -ne 0 ] && [ "${numbers[1]}" -eq 0 ]; then numbers[1]=1; fi
    if [ "${numbers[1]}" -gt 0 ]; then
        tail -n 150 "$log" >&2
        say "whole output in ${log#"$ROOT"/}"
    fi
    grep -E '^(skipped|note): ' "$log" >&2 || true
    count "$stage" "${numbers[@]}"
    say "$stage took $((SECONDS - started)) s"
}

stage_unit() { summed unit "$PYTHON" tools/run/doctest_sum.py build/unit_tests; }
stage_tools() { summed tools "$PYTHON" tools/run/unittest_sum.py tools '*_test.py'; }
stage_contract() { summed contract "$PYTHON" tools/run/unittest_sum.py tests/contract 'test_*.py'; }
stage_imports() { summed imports "$PYTHON" tools/run/unittest_sum.py tests/imports 'test_*.py'; }
stage_faults() { summed faults "$PYTHON" tools/run/unittest_sum.py tests/faults 'test_*.py'; }
stage_web() {
    [ -f web/package.json ] || return 0
    summed web in_web "$PYTHON" ../tools/run/vitest_sum.py
}
stage_browser() { summed browser in_web node ../tests/browser/run.mjs; }

run_test() {
    need build test
    need_faces
    build_web
    build_native dev
    local stages=("$@") stage
    [ ${#stages[@]} -gt 0 ] || stages=(unit tools contract imports faults web browser)
    for stage in "${stages[@]}"; do
        declare -F "stage_$stage" >/dev/null || die "there is no stage called '$stage'"
    done
    for stage in "${stages[@]}"; do "stage_$stage"; done
    printf '%d passed, %d failed, %d skipped\n' $PASSED $FAILED $SKIPPED
    [ $FAILED -eq 0 ]
}
