# shellcheck shell=bash
# ./dev release: what operators install, in build/package.

# cmd_release [--key FILE] [--revision N] [--arch NAME | --program FILE] [--twice]
cmd_release() {
  local takes="takes --key FILE, --revision N, --arch amd64|arm64|all, --program FILE, --twice"
  local programs=() arches=() arch name built="" twice=""
  arch="$(dpkg --print-architecture)"
  local key="${KOINE_RELEASE_KEY:-}" revision=1
  while (($# > 0)); do
    if [[ "$1" == --twice ]]; then
      twice=1
      shift
      continue
    fi
    [[ $# -gt 1 ]] || die "release: $1 needs a value; $takes"
    case "$1" in
      --key) key="$2" ;;
      --revision) revision="$2" ;;
      --program) programs=("$2") built=1 ;;
      --arch) arch="$2" ;;
      *) die "release: unknown option '$1'; $takes" ;;
    esac
    shift 2
  done
  [[ "$revision" =~ ^[1-9][0-9]*$ ]] ||
    die "release: --revision takes a number from 1, not '$revision'"
  [[ -z "$key" || -f "$key" ]] || die "release: there is no key $key"
  [[ -z "$built" || -z "$twice" ]] || die "release: --twice builds; it takes no --program"
  case "$arch" in
    amd64 | arm64) arches=("$arch") ;;
    all) arches=(amd64 arm64) ;;
    *) die "release: --arch takes amd64, arm64 or all, not '$arch'" ;;
  esac
  if [[ -z "$built" ]]; then
    for name in "${arches[@]}"; do
      build_package "$name"
      programs+=("build/$(package_preset "$name")/koine")
    done
  fi
  for name in "${programs[@]}"; do
    [[ -x "$name" ]] || die "release: $name was not built"
  done
  python3 tools/release/pack.py --program "${programs[@]}" --out build/package \
    --epoch "$(release_epoch)" --revision "$revision" ${key:+--key "$key"} ||
    die "the release was not packed"
  [[ -n "$key" ]] || warn "not signed: name a key with --key FILE (docs/develop/release.md)"
  say "made build/package"
  if [[ -n "$twice" ]]; then release_again "$revision" "$arch"; fi
}

# package_preset ARCH : what builds the program that is packed for it.
package_preset() {
  if [[ "$1" == "$(dpkg --print-architecture)" ]]; then
    echo release-package
  else
    echo "release-package-$1"
  fi
}

# build_package [ARCH] : the program of its preset, from nothing: which files are compiled together
# depends on which were before, and so would the bytes.
build_package() {
  local preset=release-package
  install_packages build
  if (($# > 0)); then preset="$(package_preset "$1")"; fi
  if [[ "$preset" == release-package-arm64 ]]; then
    install_packages arm64
    make_arm64_root
  elif [[ "$preset" != release-package ]]; then
    die "release: a program for $1 is built on $1"
  fi
  build_web
  rm -rf "build/$preset"
  build_targets "$preset" koine
}

# build/arm64-root: Debian's headers and libraries for 64-bit ARM, unpacked and not installed, so
# that they lie beside those of this machine. What its apt fetched stays there, as the list of parts
# asks which package has which version.
make_arm64_root() {
  local root=build/arm64-root names=() name
  local sources=/etc/apt/sources.list.d/debian.sources
  if [[ -d "$root" ]]; then return; fi
  for name in $(packages_of build); do
    case "$name" in
      *-dev) names+=("$name") ;;
    esac
  done
  [[ -f "$sources" ]] || sources=/etc/apt/sources.list
  as_root rm -rf "$root.part"
  step "unpacking libraries for arm64" build/log/arm64-root.log as_root mmdebstrap \
    --variant=extract --mode=root --architectures=arm64 --skip=cleanup/apt \
    --include="$(IFS=, && echo "${names[*]}")" bookworm "$root.part" "$sources" ||
    die "$root was not made"
  as_root mv "$root.part" "$root"
}

# The time of all files of a release: that of the last commit, unless the environment has another.
release_epoch() {
  if [[ -n "${SOURCE_DATE_EPOCH:-}" ]]; then
    echo "$SOURCE_DATE_EPOCH"
  else
    git log -1 --format=%ct
  fi
}

# release_again REVISION ARCH : makes it once more, of a copy of the tree in another directory and
# with the compiler alone, and compares all files.
release_again() {
  local copy
  copy="$(mktemp -d "${TMPDIR:-/tmp}/koine-again-XXXXXX")"
  # shellcheck disable=SC2064  # this directory, whatever the variable is then
  trap "rm -rf '$copy'" EXIT
  git ls-files -z --cached --others --exclude-standard |
    tar --null --files-from=- --create --file=- | tar --extract --file=- --directory="$copy" ||
    die "the tree was not copied to $copy"
  (cd "$copy" && unset KOINE_RELEASE_KEY && CCACHE_DISABLE=1 \
    SOURCE_DATE_EPOCH="$(cd "$ROOT" && release_epoch)" ./dev release --revision "$1" --arch "$2") ||
    die "the release was made once, but not a second time in $copy"
  diff build/package/SHA256SUMS "$copy/build/package/SHA256SUMS" ||
    die "made twice, these files are not the same"
  say "made twice, in $ROOT and in $copy: the same bytes"
}
