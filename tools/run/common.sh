# Shared by the wishes of ./run: messages, packages, paths. Sourced, never run.
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
export CCACHE_DIR=${CCACHE_DIR:-$HOME/.cache/ccache} CCACHE_BASEDIR=${CCACHE_BASEDIR:-$ROOT} CCACHE_NOHASHDIR=1
export PATH=/usr/lib/ccache:/usr/bin:/bin:/usr/sbin:/sbin:$PATH
PYTHON=/usr/bin/python3
LOGS=$ROOT/.cache/logs
mkdir -p "$LOGS"

say() { printf '\033[2m— %s\033[0m\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else
        command -v sudo >/dev/null || die "need root or sudo to run: $*"
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@" || die "sudo could not run: $*"
    fi
}

# quiet NAME COMMAND…: the output goes to a log, of which the end is shown when the command fails.
quiet() {
    local name=$1 log="$LOGS/$1.log"
    shift
    if ! "$@" >"$log" 2>&1; then
        tail -n 60 "$log" >&2
        printf 'failed: %s (whole output in %s)\n' "$name" "${log#"$ROOT"/}" >&2
        return 1
    fi
}

PACKAGES_build="git g++ cmake ninja-build ccache mold pkg-config python3 python3-yaml nodejs npm
    libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev libsqlite3-dev libpq-dev libsodium-dev libssl-dev
    libicu-dev libyaml-cpp-dev libfmt-dev libspdlog-dev libzip-dev libexpat1-dev libpugixml-dev libxlsxwriter-dev
    libqrencode-dev libcurl4-openssl-dev libcli11-dev libtoml11-dev libexpected-dev libseccomp-dev coinor-libcbc-dev libcairo2-dev libfreetype-dev libkainjow-mustache-dev doctest-dev"
PACKAGES_test="postgresql-15 nginx-light chromium fonts-noto-cjk strace faketime sqlite3 oathtool procps libreoffice-writer-nogui poppler-utils"
PACKAGES_check="clang-tidy-16 clang-format-16"
PACKAGES_fuzz="clang-16 libclang-rt-16-dev"
PACKAGES_coverage="gcovr"
PACKAGES_bench="libbenchmark-dev nginx-light postgresql-15"

installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }

# A package may not start a service of its own here: the tests start what they need themselves.
without_services() {
    local policy=/usr/sbin/policy-rc.d
    if [ -e $policy ]; then as_root "$@"; return; fi
    printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
    as_root chmod 755 $policy
    local status=0
    as_root "$@" || status=$?
    as_root rm -f $policy
    return $status
}

# need SET…: installs what is missing of these sets, by Debian's names.
need() {
    local set name missing=()
    for set in "$@"; do
        local list="PACKAGES_$set"
        for name in ${!list}; do
            # A Node from elsewhere brings its own npm, which Debian's package would fight with.
            case $name in npm | nodejs) command -v "$name" >/dev/null || command -v "${name%js}" >/dev/null && continue ;; esac
            installed "$name" || missing+=("$name")
        done
    done
    # nginx comes in several flavours; any of them will do.
    if [ ${#missing[@]} -gt 0 ] && [ -x /usr/sbin/nginx ]; then
        local kept=()
        for name in "${missing[@]}"; do [ "$name" = nginx-light ] || kept+=("$name"); done
        missing=(${kept[@]+"${kept[@]}"})
    fi
    [ ${#missing[@]} -eq 0 ] && return 0
    [ -x /usr/bin/apt-get ] || die "missing packages (no apt-get here): ${missing[*]}"
    say "installing ${missing[*]}"
    if [[ " ${missing[*]} " == *" postgresql-15 "* ]]; then
        as_root mkdir -p /etc/postgresql-common
        if ! grep -qs '^create_main_cluster *= *false' /etc/postgresql-common/createcluster.conf; then
            echo 'create_main_cluster = false' | as_root tee -a /etc/postgresql-common/createcluster.conf >/dev/null
        fi
    fi
    quiet apt-update as_root apt-get update -qq || true
    quiet apt-install without_services apt-get install -y -qq --no-install-recommends \
        -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 "${missing[@]}" || die "apt could not install them"
}

# The type faces of official documents (仿宋, 小标宋) from Debian's package of them, without the TeX it depends on: .cache/fonts.
need_faces() {
    local folder=.cache/fonts installed_at=/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol
    [ -f $folder/FandolFang-Regular.otf ] && return 0
    mkdir -p $folder
    if [ -f $installed_at/FandolFang-Regular.otf ]; then cp $installed_at/*.otf $folder/; return 0; fi
    [ -x /usr/bin/apt-get ] || return 0
    say "taking the type faces out of texlive-lang-chinese"
    local taken=$folder/package
    mkdir -p $taken
    if (cd $taken && quiet faces apt-get download -qq -o APT::Sandbox::User=root texlive-lang-chinese && dpkg-deb -x ./*.deb .); then
        cp $taken$installed_at/*.otf $folder/
    else
        say "no 仿宋 here: documents are tested with the faces that stand in for it"
    fi
    rm -rf $taken
}

# The web packages, exactly as the lock file names them.
need_web() {
    [ -f web/package-lock.json ] || return 0
    local stamp=web/node_modules/.xinglin-installed
    if [ ! -f $stamp ] || ! cmp -s web/package-lock.json $stamp; then
        say "npm ci in web/"
        quiet npm-ci npm ci --prefix web --no-audit --no-fund --loglevel=error || die "npm ci failed"
        cp web/package-lock.json $stamp
    fi
}

# in_web COMMAND…: with Node 22 of the lock file where the system's is older.
in_web() { (cd web && PATH=$ROOT/web/node_modules/.bin:$PATH && "$@"); }

cores() { nproc; }

# build_web: web/dist, when a source is newer than it.
build_web() {
    [ -f web/package.json ] || return 0
    need_web
    local stamp=web/node_modules/.xinglin-dist
    if [ -f $stamp ] && [ -d web/dist ] && [ -z "$(find web api -path web/node_modules -prune -o -path web/dist -prune \
        -o -type f -newer $stamp -print -quit)" ]; then
        return 0
    fi
    say "building the web pages"
    touch $stamp.new
    quiet web-build in_web npm run --silent build || die "the web build failed"
    mv $stamp.new $stamp
}

# build_native PRESET [TARGET…]
build_native() {
    local preset=$1
    shift
    need build
    local folder=build
    [ "$preset" = dev ] || folder=build-$preset
    quiet "configure-$preset" cmake --preset "$preset" ${CMAKE_EXTRA:-} || die "cmake could not configure"
    say "building ($preset)"
    local started=$SECONDS
    quiet "build-$preset" cmake --build "$folder" -j "$(cores)" ${1:+--target "$@"} || die "the build failed"
    [ $((SECONDS - started)) -lt 20 ] || say "built in $((SECONDS - started)) s"
}
