# ./run demo, ./run serve, ./run dev

# Where a data folder can live: in the checkout, unless the unprivileged user the server becomes cannot reach it.
data_folder() {
    local name=$1
    if [ "$(id -u)" = 0 ] && ! setpriv --reuid=nobody --regid=nogroup --clear-groups test -x "$ROOT"; then
        echo "/var/lib/xinglin-$name"
    else
        echo "$ROOT/data/$name"
    fi
}

has_flag() {
    local wanted=$1 given
    shift
    for given in "$@"; do [[ $given == "$wanted" || $given == "$wanted="* ]] && return 0; done
    return 1
}

start() {
    local command=$1 name=$2
    shift 2
    need build
    build_web
    build_native release xinglin
    local flags=()
    has_flag --data "$@" || flags+=(--data "$(data_folder "$name")")
    exec build-release/xinglin "$command" ${flags[@]+"${flags[@]}"} "$@"
}

run_demo() { start demo demo "$@"; }
run_serve() { start serve live "$@"; }

run_dev() {
    need build
    build_web
    build_native dev xinglin
    build/xinglin demo --data "$(data_folder dev)" --listen 127.0.0.1:4180 "$@" &
    local server=$!
    trap 'kill $server 2>/dev/null' EXIT
    in_web npm run dev
}
