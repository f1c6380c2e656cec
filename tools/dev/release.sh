# shellcheck shell=bash
# ./dev release: what operators install, in build/package.

# cmd_release [--key FILE] [--revision N] [--program FILE]
cmd_release() {
  local takes="takes --key FILE, --revision N, --program FILE"
  local key="${KOINE_RELEASE_KEY:-}" revision=1 program=build/release-package/koine built=""
  while (($# > 0)); do
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
  if [[ -z "$built" ]]; then
    install_packages build
    build_web
    build_targets release-package koine
  fi
  [[ -x "$program" ]] || die "release: $program was not built"
  python3 tools/release/pack.py --program "$program" --out build/package \
    --epoch "$(release_epoch)" --revision "$revision" ${key:+--key "$key"} ||
    die "the release was not packed"
  [[ -n "$key" ]] || warn "not signed: name a key with --key FILE (docs/develop/release.md)"
  say "made build/package"
}

# The time of all files of a release: that of the last commit, unless the environment has another.
release_epoch() {
  if [[ -n "${SOURCE_DATE_EPOCH:-}" ]]; then
    echo "$SOURCE_DATE_EPOCH"
  else
    git log -1 --format=%ct
  fi
}
