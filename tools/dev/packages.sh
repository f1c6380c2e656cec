# shellcheck shell=bash
# Debian packages, by purpose. Only what is missing is installed; asking costs milliseconds.

packages_of() {
  case "$1" in
    build)
      echo g++ cmake ninja-build ccache lld-14 pkg-config python3 ca-certificates \
        libboost1.81-dev libsqlite3-dev libpq-dev libssl-dev libsodium-dev libsimdjson-dev \
        libspdlog-dev libtomlplusplus-dev zlib1g-dev libdeflate-dev libcrypt-dev libseccomp-dev \
        libvips42 libnats-dev protobuf-compiler libprotobuf-dev libgtest-dev libgmock-dev \
        libcurl4-openssl-dev libpugixml-dev libpng-dev libutf8proc-dev libical-dev \
        libxml2-dev
      ;;
    postgresql) echo postgresql ;;
    cluster) echo postgresql nats-server libfaketime ;;
    ejabberd) echo ejabberd erlang-p1-sqlite3 sqlite3 ;;
    prosody) echo prosody lua-dbi-sqlite3 sqlite3 ;;
    nats) echo nats-server ;;
    sync) echo strace ;;
    growth) echo sqlite3 ;;
    test)
      echo postgresql nats-server coturn prometheus curl jq openssl sqlite3 systemd certbot lego \
        clang-14 libclang-rt-14-dev llvm-14 fonts-wqy-microhei fonts-noto-color-emoji
      command -v chromium >/dev/null || echo chromium
      command -v chromium-headless-shell >/dev/null || echo chromium-headless-shell
      ;;
    arm64) echo g++-aarch64-linux-gnu qemu-user-static mmdebstrap debian-archive-keyring ;;
    package) echo mmdebstrap debian-archive-keyring openssl systemd ;;
    fmt) echo clang-format-14 ;;
    node)
      command -v node >/dev/null || echo nodejs
      command -v npm >/dev/null || echo npm
      command -v curl >/dev/null || echo curl
      ;;
    *) die "no such set of packages: $1" ;;
  esac
}

# install_packages SET…
install_packages() {
  local set wanted=() missing=() name state
  for set in "$@"; do
    # shellcheck disable=SC2207  # package names hold no spaces
    wanted+=($(packages_of "$set"))
  done
  if ((${#wanted[@]} == 0)); then return; fi
  local -A have=()
  # A package that provides a name (pkgconf for pkg-config) counts for it.
  while read -r state name; do
    if [[ "$state" == ii ]]; then have["${name%%:*}"]=1; fi
  done < <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "${wanted[@]}" 2>/dev/null)
  if command -v pkg-config >/dev/null; then have[pkg-config]=1; fi
  for name in "${wanted[@]}"; do
    if [[ -z "${have[$name]:-}" ]]; then missing+=("$name"); fi
  done
  if ((${#missing[@]} == 0)); then return; fi
  if [[ " ${missing[*]} " == *" postgresql "* ]]; then without_cluster; fi
  for name in coturn prometheus ejabberd prosody; do
    if [[ " ${missing[*]} " == *" $name "* ]]; then without_service "$name"; fi
  done
  apt_install "${missing[@]}"
}

# The tests start PostgreSQL servers of their own, so the package shall not start one.
without_cluster() {
  local conf=/etc/postgresql-common/createcluster.conf
  apt_install postgresql-common
  if ! grep -qs '^create_main_cluster *= *false' "$conf"; then
    as_root sed -i -E 's/^#? *create_main_cluster *=.*/create_main_cluster = false/' "$conf"
  fi
}

# A test starts its own or needs a tool alone, so the package shall not start one.
without_service() {
  if command -v systemctl >/dev/null; then as_root systemctl mask "$1.service" >/dev/null 2>&1; fi
  return 0
}

# Installs the named packages, with fresh lists if the ones at hand do not do.
apt_install() {
  local missing=("$@") log=build/log/apt.log
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120
    -o Acquire::Retries=3)
  command -v apt-get >/dev/null || die "needs these Debian packages: ${missing[*]}"
  if [[ "$(id -u)" != 0 ]]; then
    command -v sudo >/dev/null ||
      die "needs root; run as root or with sudo, or have these installed: ${missing[*]}"
    # Asks for the password now, if at all: the steps below have no terminal.
    if [[ -t 0 ]]; then sudo -v; fi
    sudo -n true 2>/dev/null || die "sudo wants a password and there is no terminal: run as root"
  fi
  if ! as_root "${apt[@]}" install -y --no-install-recommends --print-uris "${missing[@]}" \
    >/dev/null 2>&1; then
    step "reading the lists of Debian packages" "$log" as_root "${apt[@]}" update ||
      die "apt-get update failed"
  fi
  local install=("${apt[@]}" install -y --no-install-recommends "${missing[@]}")
  if ! step "installing ${missing[*]}" "$log" as_root "${install[@]}"; then
    # Lists that are too old name files that are gone.
    step "reading the lists of Debian packages" "$log" as_root "${apt[@]}" update
    step "installing ${missing[*]}" "$log" as_root "${install[@]}" ||
      die "cannot install ${missing[*]}"
  fi
}
