# ./run build, ./run package
run_build() {
    need build
    build_web
    build_native "${1:-dev}"
}

run_package() {
    need build
    build_web
    build_native release xinglin
    "$ROOT/deploy/debian/make_package" build-release/xinglin build-release
}
