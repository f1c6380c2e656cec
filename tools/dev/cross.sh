# shellcheck shell=bash
# ./dev release --arch arm64. The libraries for arm64 against which one compiles cannot be installed
# beside those of this machine, so this happens in a Debian of its own, build/cross-arm64.

CROSS_ROOT=build/cross-arm64

# What that Debian has: tools of this machine, libraries of the other.
cross_packages() {
  local name names=(g++ cmake ninja-build lld-14 pkg-config python3 ca-certificates tzdata
    protobuf-compiler libboost1.81-dev libtomlplusplus-dev crossbuild-essential-arm64
    qemu-user-static)
  for name in libsqlite3-dev libpq-dev libssl-dev libsodium-dev libsimdjson-dev libspdlog-dev \
    zlib1g-dev libdeflate-dev libcrypt-dev libseccomp-dev libnats-dev libprotobuf-dev \
    libcurl4-openssl-dev libpugixml-dev libpng-dev libutf8proc-dev libical-dev libxml2-dev; do
    names+=("$name:arm64")
  done
  (IFS=, && echo "${names[*]}")
}

# cross_release OUT EPOCH REVISION [KEY]
cross_release() {
  local out="$1" epoch="$2" revision="$3" key="${4:-}" stamp="$CROSS_ROOT.stamp"
  local mirror="${KOINE_DEBIAN_MIRROR:-http://deb.debian.org/debian}"
  [[ "$(id -u)" == 0 ]] || die "release: --arch arm64 makes a root; run it as root"
  install_packages package
  build_web
  if [[ ! -f "$stamp" || "$(<"$stamp")" != "$(cross_packages)" ]]; then
    rm -rf "$CROSS_ROOT"
    mkdir -p "$CROSS_ROOT"
    step "making a Debian for arm64" build/log/cross-root.log mmdebstrap --mode=root \
      --variant=apt --architectures=amd64,arm64 "--include=$(cross_packages)" \
      bookworm "$CROSS_ROOT" "deb $mirror bookworm main" \
      "deb $mirror-security bookworm-security main" ||
      die "no Debian for arm64 was made"
    cross_packages >"$stamp"
  fi
  mkdir -p "$CROSS_ROOT/koine"
  # What is mounted there ends with the process.
  STEP_TAIL=200 step "building release-package-arm64" build/log/ninja-release-package-arm64.log \
    unshare --mount "$ROOT/dev" __cross "$out" "$epoch" "$revision" "$key" ||
    die "the release for arm64 was not made"
}

# Called by cross_release in a process with mounts of its own.
cross_inside() {
  local out="$1" epoch="$2" revision="$3" key="$4" signed=()
  mount --make-rprivate /
  mount --bind "$ROOT" "$CROSS_ROOT/koine"
  mount -t proc proc "$CROSS_ROOT/proc"
  if [[ -n "$key" ]]; then
    touch "$CROSS_ROOT/run/release-key"
    mount --bind "$key" "$CROSS_ROOT/run/release-key"
    signed=(--key /run/release-key)
  fi
  rm -rf build/release-package-arm64
  chroot "$CROSS_ROOT" env LC_ALL=C.UTF-8 sh -ec "cd /koine
    cmake --preset release-package-arm64
    ninja -C build/release-package-arm64 -j $(jobs_wanted) koine
    python3 tools/release/pack.py --program build/release-package-arm64/koine --out '$out' \
      --epoch '$epoch' --revision '$revision' ${signed[*]}"
}
