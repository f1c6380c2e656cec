# shellcheck shell=bash
# The web client and the C++ programs.

# web_sum : a hash of everything that goes into web/dist.
web_sum() {
  find web \( -name node_modules -o -name dist -o -name coverage \) -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-64
}

# Builds web/dist unless it is that of the present sources.
build_web() {
  local sum
  if [[ ! -f web/package.json ]]; then return; fi
  sum="$(web_sum)"
  if [[ -f web/dist/index.html && -f build/web.stamp && "$(<build/web.stamp)" == "$sum" ]]; then
    return
  fi
  npm_install web
  ensure_node
  mkdir -p build
  step "building the web client" build/log/web.log npm_run web run build ||
    die "the web client does not build"
  [[ -f web/dist/index.html ]] || die "the build of the web client left no web/dist/index.html"
  # The build may rewrite generated sources.
  web_sum >build/web.stamp
}

# build_program TARGET… : in build/release. Where the web client has to be built too, that happens
# beside the compilers, as it waits for the network and uses one core at most.
build_program() {
  local web
  if [[ -f web/package.json && ! -f web/dist/index.html ]]; then
    build_web &
    web=$!
    trap 'kill "$web" 2>/dev/null || true' EXIT
    build_targets release koine_server
    wait "$web" || die "the web client was not built"
    trap - EXIT
  fi
  build_web
  build_targets release "$@"
}

# build_targets PRESET [TARGET…] : configures if needed and builds, by default everything.
build_targets() {
  local preset="$1" target known=() jobs
  shift
  if [[ ! -f "build/$preset/build.ninja" || CMakePresets.json -nt "build/$preset/build.ninja" ]]
  then
    step "configuring $preset" "build/log/cmake-$preset.log" cmake --preset "$preset" --fresh ||
      die "cmake --preset $preset failed"
  elif [[ -d "build/$preset/unity" ]] &&
    ! tools/unity.py --source "$ROOT/src" --check "build/$preset"/unity/*
  then
    # Files that are compiled together came to speak each other's names.
    touch "build/$preset"/unity/*/files.txt
  fi
  jobs="$(jobs_wanted)"
  # clang takes 6 % less where the kernel gives it memory in large pages.
  local -x GLIBC_TUNABLES="${GLIBC_TUNABLES:-glibc.malloc.hugetlb=1}"
  for target in "$@"; do
    # A target without sources yet is left out.
    if ninja -C "build/$preset" -t query "$target" >/dev/null 2>&1; then known+=("$target"); fi
  done
  if (($# > 0 && ${#known[@]} == 0)); then return; fi
  if [[ -t 1 ]]; then
    ninja -C "build/$preset" -j "$jobs" "${known[@]}" || die "build/$preset does not build"
  else
    STEP_TAIL=200 step "building $preset ${known[*]}" "build/log/ninja-$preset.log" \
      ninja -C "build/$preset" -j "$jobs" "${known[@]}" || die "build/$preset does not build"
  fi
}
