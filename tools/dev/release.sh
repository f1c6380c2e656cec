# shellcheck shell=bash
# ./dev release: what operators install, in build/package.

# cmd_release [--key FILE] [--revision N] [--program FILE | --twice]
cmd_release() {
  local takes="takes --key FILE, --revision N, --program FILE, --twice"
  local program=build/release-package/koine built="" twice=""
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
      --program) program="$2" built=1 ;;
      *) die "release: unknown option '$1'; $takes" ;;
    esac
    shift 2
  done
  [[ "$revision" =~ ^[1-9][0-9]*$ ]] ||
    die "release: --revision takes a number from 1, not '$revision'"
  [[ -z "$key" || -f "$key" ]] || die "release: there is no key $key"
  [[ -z "$built" || -z "$twice" ]] || die "release: --twice builds; it takes no --program"
  if [[ -z "$built" ]]; then build_package; fi
  [[ -x "$program" ]] || die "release: $program was not built"
  python3 tools/release/pack.py --program "$program" --out build/package \
    --epoch "$(release_epoch)" --revision "$revision" ${key:+--key "$key"} ||
    die "the release was not packed"
  [[ -n "$key" ]] || warn "not signed: name a key with --key FILE (docs/develop/release.md)"
  say "made build/package"
  if [[ -n "$twice" ]]; then release_again "$revision"; fi
}

# build/release-package/koine, from nothing: which files are compiled together depends on which were
# before, and so would the bytes.
build_package() {
  install_packages build
  build_web
  rm -rf build/release-package
  build_targets release-package koine
}

# The time of all files of a release: that of the last commit, unless the environment has another.
release_epoch() {
  if [[ -n "${SOURCE_DATE_EPOCH:-}" ]]; then
    echo "$SOURCE_DATE_EPOCH"
  else
    git log -1 --format=%ct
  fi
}

# release_again REVISION : makes it once more, of a copy of the tree in another directory and with
# the compiler alone, and compares all files.
release_again() {
  local copy
  copy="$(mktemp -d "${TMPDIR:-/tmp}/koine-again-XXXXXX")"
  # shellcheck disable=SC2064  # this directory, whatever the variable is then
  trap "rm -rf '$copy'" EXIT
  git ls-files -z --cached --others --exclude-standard |
    tar --null --files-from=- --create --file=- | tar --extract --file=- --directory="$copy" ||
    die "the tree was not copied to $copy"
  (cd "$copy" && unset KOINE_RELEASE_KEY && CCACHE_DISABLE=1 \
    SOURCE_DATE_EPOCH="$(cd "$ROOT" && release_epoch)" ./dev release --revision "$1") ||
    die "the release was made once, but not a second time in $copy"
  diff build/package/SHA256SUMS "$copy/build/package/SHA256SUMS" ||
    die "made twice, these files are not the same"
  say "made twice, in $ROOT and in $copy: the same bytes"
}
