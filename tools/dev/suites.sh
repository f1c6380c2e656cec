# shellcheck shell=bash
# The suites of ./dev test. A suite is a function suite_NAME that runs in a process of its own and
# ends with its line "N passed, M failed" (GoogleTest's and vitest's own summaries are understood
# too); it fails with a status other than 0, and says with ABSENT that its files do not exist yet.

# Without `unit`: the suite `asan` runs the same tests, in a program that sees more. So it does with
# those of `api` on SQLite, but for those that are the release's alone.
ALL_SUITES=(tidy store web runner docs contract api rights tenants crash upgrade money abuse
  cluster sdk s3 e2e clang fuzz asan tsan)
FAST_SUITES=(tidy unit store api)
ABSENT=77
# Suites that may still be absent; any other that is absent fails.
MAY_BE_ABSENT=" "

# These run beside the others, since the others leave much of the time of two cores unused: those of
# a lane one after the other. They compile at the lowest priority, and test at one that leaves them
# enough for what a test or the program under it waits for.
LANES=(" tidy clang asan " " web tsan fuzz ")
COMPILE_NICE=19
TEST_NICE=8
FAILED_TESTS=build/log/failed.txt

# The longest a suite may take, in seconds: a suite that hangs fails. Those of the lanes wait for
# the others and for each other's compilers besides.
suite_limit_s() {
  case "$1" in
    tidy | web | clang | fuzz | asan | tsan) echo 4500 ;;
    unit | store | crash | cluster) echo 900 ;;
    api | e2e) echo 1800 ;;
    rights | tenants | s3 | money) echo 900 ;;
    package) echo 3600 ;;
    soak) echo $((${KOINE_SOAK_MINUTES:-10} * 60 + 300)) ;;
    sim) echo 7200 ;;
    *) echo 300 ;;
  esac
}

suite_tidy() {
  [[ -x tools/tidy ]] || exit "$ABSENT"
  local rc=0
  python3 tools/tidy_test.py || rc=1
  python3 tools/engines_test.py || rc=1
  python3 tools/twins_test.py || rc=1
  python3 tools/unity_test.py || rc=1
  python3 tools/release_test.py || rc=1
  tools/tidy --sample-headers 20 || rc=1
  return "$rc"
}

suite_unit() { gtest_suite koine_unit_test; }

# What `./dev test SUITE WORD` asks for: only the tests whose names contain WORD.
ONLY="${KOINE_TEST_ONLY:-}"

suite_store() {
  if [[ -n "${KOINE_TEST_FAST:-}" ]]; then
    gtest_suite koine_store_test --gtest_filter='-*Postgres*:*PostgreSQL*:*Slow*'
  else
    gtest_suite koine_store_test
  fi
}

# Where the stores of C++ tests lie: in memory where there is room, since none outlives its test,
# and a disk that is slow to sync would decide how long they take.
stores_place() {
  local room
  room="$(df --output=avail -BG /dev/shm 2>/dev/null | tail -n 1 | tr -dc 0-9)"
  if ((${room:-0} >= 6)); then echo /dev/shm; else echo "${TMPDIR:-/tmp}"; fi
}

gtest_suite() {
  local program="build/release/$1"
  shift
  [[ -x "$program" ]] || exit "$ABSENT"
  if [[ -n "$ONLY" ]]; then set -- "$@" "--gtest_filter=*$ONLY*" --gtest_brief=1; fi
  TMPDIR="$(stores_place)" "$program" "$@"
}

suite_web() {
  [[ -f web/package.json ]] || exit "$ABSENT"
  grep -q '"test":' web/package.json || exit "$ABSENT"
  npm_install web
  ensure_node
  local rc=0 script
  for script in check lint; do
    if ! grep -q "\"$script\":" web/package.json; then continue; fi
    if npm_run web run "$script"; then
      echo "1 passed, 0 failed"
    else
      rc=1
      echo "0 passed, 1 failed"
    fi
  done
  npm_run web run test || rc=1
  return "$rc"
}

# The runner of the black-box suites is tested itself.
suite_runner() {
  [[ -f tests/run.mjs ]] || exit "$ABSENT"
  npm_install tests
  ensure_node
  "$NODE" tests/run.mjs runner
}

suite_api() {
  if [[ -n "${KOINE_TEST_FAST:-}" ]]; then
    node_suite api --store sqlite
  elif [[ -n "${KOINE_TEST_WATCHED:-}" && -z "$ONLY" ]]; then
    api_beside_asan
  else
    both_engines api
  fi
}

# All but what `asan` runs. On PostgreSQL those in code wait for much, so they run beside the
# scripts.
api_beside_asan() {
  local rc=0 parts=() kind
  npm_install tests
  for kind in .t: _test.mjs; do
    start_part "build/log/suite-api-postgresql$kind.log" \
      node_suite api --store postgresql --only "$kind"
  done
  node_suite api --store sqlite --part release || rc=1
  end_parts || rc=1
  return "$rc"
}
# What documents tell people to type.
suite_docs() { node_suite docs; }
suite_contract() { node_suite contract; }
suite_rights() { both_engines rights; }
suite_tenants() { both_engines tenants; }
suite_upgrade() { node_suite upgrade; }
suite_crash() { node_suite crash; }
suite_money() { node_suite money; }
# What one client does to the others is decided before the store.
suite_abuse() { node_suite abuse --store sqlite; }
suite_cluster() { node_suite cluster --rounds 1; }
# Then the web client against its stand-in server, which does what no server is made to do.
suite_e2e() {
  local rc=0
  both_engines e2e || rc=$?
  if [[ -n "$ONLY" ]]; then return "$rc"; fi
  npm_install web
  if npm_run web run smoke; then
    echo "1 passed, 0 failed"
  else
    rc=1
    echo "FAIL web smoke"
    echo "0 passed, 1 failed"
  fi
  return "$rc"
}
# The published clients are large, so they have a folder of packages of their own.
suite_sdk() {
  npm_install tests/sdk
  both_engines sdk
}
# So have the store of the S3 kind and the signer that judges requests to it.
suite_s3() {
  npm_install tests/s3
  both_engines s3
}
# Only by name: ten thousand clients in one chat room need 20,000 descriptors.
suite_rooms() { node_suite rooms --store sqlite; }
# Only by name, for a night: the simulations with 10,000 seeds and 1,000 batches, others each day.
suite_sim() {
  local rc=0
  export KOINE_SIM_SEED="${KOINE_SIM_SEED:-$(($(date +%s) / 86400 * 10000))}"
  KOINE_SIM_SEEDS=10000 gtest_suite koine_unit_test --gtest_filter='ClusterSim.*' || rc=1
  KOINE_SIM_SEEDS=50 gtest_suite koine_store_test --gtest_filter='PowerCut*' || rc=1
  return "$rc"
}
# Only by name: it packs three times, and gets two Debians from a mirror.
suite_package() {
  npm_install tests
  npm_install tests/package
  ensure_node
  "$NODE" tests/run.mjs package --koine build/release-package/koine ${ONLY:+--only "$ONLY"}
}
# Only by name: ./dev test soak [--minutes N]
suite_soak() { node_suite soak --store sqlite --minutes "${KOINE_SOAK_MINUTES:-10}"; }

# node_suite NAME ARG… : tests/run.mjs knows the suites that have a folder in tests/.
node_suite() {
  local name="$1"
  shift
  [[ -f tests/run.mjs && -e "tests/$name" && -x build/release/koine ]] || exit "$ABSENT"
  npm_install tests
  ensure_node
  "$NODE" tests/run.mjs "$name" --koine build/release/koine ${ONLY:+--only "$ONLY"} "$@"
}

# both_engines NAME : a suite on both engines at the same time, since each of them waits for much.
both_engines() {
  local name="$1" rc=0 parts=()
  npm_install tests
  start_part "build/log/suite-$name-postgresql.log" node_suite "$name" --store postgresql
  node_suite "$name" --store sqlite || rc=1
  end_parts || rc=1
  return "$rc"
}

# start_part LOG COMMAND… : begins a part of a suite that runs beside its others.
# REQUIRES: an array `parts` of the caller.
start_part() {
  local log="$1"
  shift
  "$@" >"$log" 2>&1 &
  parts+=("$! $log")
}

# end_parts : waits for all such parts and shows what they said; fails if one of them did.
end_parts() {
  local part rc=0
  for part in "${parts[@]}"; do
    wait "${part%% *}" || rc=1
    cat "${part#* }"
  done
  return "$rc"
}

# Everything compiles with clang as well, with checks of memory and of what is undefined.
suite_clang() {
  build_sanitized asan
  echo "1 passed, 0 failed"
}

suite_fuzz() {
  compgen -G 'tests/fuzz/*_fuzz.cc' >/dev/null || exit "$ABSENT"
  build_sanitized asan
  fuzz_watches
  run_fuzz "${KOINE_FUZZ_SECONDS:-10}"
}

# Each source whose header a target includes is compiled so that the fuzzer sees what an input
# reaches in it. Without, a target still runs, and finds hardly anything.
fuzz_watches() {
  local folder=build/asan watched unity header blind=()
  watched="$(grep -A 1 -e ' -fsanitize=fuzzer-no-link ' "$folder/compile_commands.json" |
    sed -n 's/.*"file": "\(.*\)".*/\1/p')" || true
  for unity in $(grep "^$ROOT/$folder/unity/" <<<"$watched"); do
    watched+=" $(grep "^$(basename "$unity") " "$(dirname "$unity")/files.txt")"
  done
  for header in $(sed -n 's/^#include "\(.*\)\.h"/\1/p' tests/fuzz/*_fuzz.cc | sort -u); do
    if [[ -f "src/$header.cc" && ! "$watched" =~ $ROOT/src/$header\.cc($|[[:space:]]) ]]; then
      blind+=("src/$header.cc")
    fi
  done
  if ((${#blind[@]} > 0)); then die "the fuzzer does not see into ${blind[*]}"; fi
}

# build_sanitized PRESET [TARGET…]: one at a time, since suites of two lanes want the same.
build_sanitized() {
  mkdir -p build
  lane_nice "$COMPILE_NICE"
  (
    flock 9
    build_web
  ) 9>build/web.lock
  (
    flock 9
    build_targets "$@"
  ) 9>"build/$1.lock"
  lane_nice "$TEST_NICE"
}

# lane_nice NICE : the priority, against the other suites, of the lane in which this one runs, if it
# does. A lane is a session, and the kernel shares the processors out among sessions first; where it
# does not, all of a lane has TEST_NICE.
lane_nice() {
  if [[ -z "${KOINE_TEST_BESIDE:-}" ]]; then return; fi
  echo "$1" 2>/dev/null >/proc/self/autogroup || true
}

# Faults of memory and what C++ leaves undefined end the program that has them.
suite_asan() {
  build_sanitized asan
  local rc=0 parts=() share reports="$ROOT/build/log/asan-report"
  # Memory that the program still holds at its end is no leak: there is one of each such thing, and
  # `soak` sees what grows. What a server says when it is stopped nobody reads: reports are files.
  # Of what was freed the last 16 MB are watched, not 256, and reports show ten frames of where it
  # came from: pages of memory are what such a program spends most on. The use of what was freed
  # long before is not seen.
  export ASAN_OPTIONS="detect_stack_use_after_return=1:strict_string_checks=1:detect_leaks=0"
  ASAN_OPTIONS+=":quarantine_size_mb=16:malloc_context_size=10"
  export UBSAN_OPTIONS="print_stacktrace=1"
  # Beside the servers, since what is tested on PostgreSQL mostly waits for it.
  for share in 1 2; do
    start_part "build/log/suite-asan-unit-$share.log" asan_unit "$share" 2
  done
  start_part build/log/suite-asan-store.log \
    sanitized_gtest build/asan/koine_store_test '-*Postgres*:*PostgreSQL*:*Slow*'
  npm_install tests
  ensure_node
  rm -f "$reports".*
  if [[ -n "$ONLY" ]]; then
    asan_api "$reports" "$ONLY" || rc=1
  else
    # Those in code wait for much, so they run as two programs, and the scripts beside them.
    for share in 1 2; do
      start_part "build/log/suite-asan-code-$share.log" \
        asan_api "$reports" _test.mjs --share "$share/2"
    done
    asan_api "$reports" .t: || rc=1
  fi
  end_parts || rc=1
  if compgen -G "$reports.*" >/dev/null; then
    head -n 60 "$reports".*
    echo "0 passed, 1 failed"
    rc=1
  fi
  return "$rc"
}

# asan_api REPORTS WORD [OPTION…] : the tests of the suite api that have the word in their names.
asan_api() {
  local reports="$1" word="$2"
  shift 2
  ASAN_OPTIONS+=":log_path=$reports" UBSAN_OPTIONS+=":log_path=$reports" KOINE_TEST_SANITIZED=1 \
    "$NODE" tests/run.mjs api --koine build/asan/koine --store sqlite --only "$word" "$@"
}

# asan_unit SHARE SHARES : a share of the unit tests; each share starts a PostgreSQL of its own.
asan_unit() {
  GTEST_SHARD_INDEX=$(($1 - 1)) GTEST_TOTAL_SHARDS="$2" \
    sanitized_gtest build/asan/koine_unit_test
}

# Races of the layers that have threads of their own; what a killed program and a lost power leave
# on a disk is no matter of threads.
suite_tsan() {
  build_sanitized tsan koine_thread_test
  export TSAN_OPTIONS="second_deadlock_stack=1:suppressions=$ROOT/tools/dev/tsan.txt"
  sanitized_gtest build/tsan/koine_thread_test \
    '-*Postgres*:*PostgreSQL*:*Slow*:*StoreCrash*:PowerCut*'
}

# sanitized_gtest PROGRAM [FILTER] : the tests that WORD names, or those of FILTER.
sanitized_gtest() {
  local command=("$1") filter="${2:-*}"
  if [[ -n "$ONLY" ]]; then filter="*$ONLY*"; fi
  # Where the kernel spreads addresses far, clang 14's sanitizer of threads cannot use some of them.
  if setarch -R true 2>/dev/null; then command=(setarch -R "$1"); fi
  TMPDIR="$(stores_place)" KOINE_TEST_SANITIZED=1 "${command[@]}" --gtest_brief=1 \
    "--gtest_filter=$filter"
}

# run_fuzz SECONDS [NAME] : first the kept inputs of each target, then new ones for SECONDS.
run_fuzz() {
  local seconds="$1" only="${2:-}" target passed=0 failed=0 running=0
  mkdir -p build/fuzz-found
  for target in build/asan/*_fuzz; do
    if [[ ! -x "$target" ]]; then continue; fi
    if [[ -n "$only" && "$(basename "$target")" != "${only%_fuzz}_fuzz" ]]; then continue; fi
    fuzz_one "$target" "$seconds" &
    running=$((running + 1))
    if ((running >= $(jobs_wanted))); then
      if wait -n; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
      running=$((running - 1))
    fi
  done
  while ((running > 0)); do
    if wait -n; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
    running=$((running - 1))
  done
  if ((passed + failed == 0)); then die "no fuzz target${only:+ named $only}"; fi
  echo "$passed passed, $failed failed"
  ((failed == 0))
}

fuzz_one() {
  local target="$1" seconds="$2" name kept work log kept_files=()
  name="$(basename "$target" _fuzz)"
  kept="tests/fuzz/corpus/$name"
  work="build/fuzz-found/$name"
  log="build/log/fuzz-$name.log"
  mkdir -p "$work" build/log
  if [[ -d "$kept" ]]; then mapfile -d '' kept_files < <(find "$kept" -type f -print0); fi
  local limits=(-timeout=10 -rss_limit_mb=2048 -malloc_limit_mb=512
    "-artifact_prefix=build/fuzz-found/crash-$name-")
  if ((${#kept_files[@]} > 0)) && ! "$target" "${limits[@]}" "${kept_files[@]}" >"$log" 2>&1; then
    tail -n 40 "$log"
    echo "$name: a kept input fails; see $log"
    return 1
  fi
  local folders=("$work")
  if [[ -d "$kept" ]]; then folders+=("$kept"); fi
  if ! "$target" "${limits[@]}" -max_total_time="$seconds" "${folders[@]}" >"$log" 2>&1; then
    tail -n 40 "$log"
    echo "$name: failed; the input is in build/fuzz-found/, keep it in $kept/ once it is mended"
    return 1
  fi
  echo "$name: $(grep -E '^Done ' "$log" | tail -n 1)"
}

# counts LOG STATUS : "passed failed" of a suite, from the summary in its log.
counts() {
  awk -v status="$2" '
    { gsub(/\033\[[0-9;]*m/, "") }
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3; seen = 1 }
    /^\[  PASSED  \] [0-9]+ tests?\.$/ { passed += $4; seen = 1 }
    /^\[  FAILED  \] [0-9]+ tests?, listed below:$/ { failed += $4; seen = 1 }
    /^ *Tests  .*\([0-9]+\)$/ {
      seen = 1
      for (i = 2; i <= NF; i++) {
        if ($i ~ /^passed/) passed += $(i - 1)
        if ($i ~ /^failed/) failed += $(i - 1)
      }
    }
    END {
      if (!seen || (status != 0 && failed == 0)) failed += 1
      print passed + 0, failed + 0
    }' "$1"
}

# run_tests [--fast | NAME… [WORD]]: a word behind a suite that is no suite itself chooses tests.
run_tests() {
  local suites=() name total_passed=0 total_failed=0 begun=$SECONDS
  while (($# > 0)); do
    case "$1" in
      --minutes)
        export KOINE_SOAK_MINUTES="$2"
        shift
        ;;
      --fast) export KOINE_TEST_FAST=1; suites=("${FAST_SUITES[@]}") ;;
      -*) die "unknown option '$1'" ;;
      *)
        if declare -F "suite_$1" >/dev/null; then
          suites+=("$1")
        elif ((${#suites[@]} > 0)) && [[ -z "$ONLY" ]]; then
          export KOINE_TEST_ONLY="$1"
          ONLY="$1"
        else
          die "no suite '$1'; there are: ${ALL_SUITES[*]}"
        fi
        ;;
    esac
    shift
  done
  if ((${#suites[@]} == 0)); then suites=("${ALL_SUITES[@]}"); fi
  if [[ " ${suites[*]} " == *" asan "* ]]; then export KOINE_TEST_WATCHED=1; fi
  if ! (prepare_tests "${suites[@]}"); then
    echo "0 passed, 1 failed"
    return 1
  fi
  mkdir -p build/log
  : >"$FAILED_TESTS"
  run_suites "${suites[@]}"
  say "took $((SECONDS - begun)) s"
  cat "$FAILED_TESTS"
  if [[ -n "$ONLY" ]] && ((total_passed + total_failed == 0)); then
    die "no test of ${suites[*]} has '$ONLY' in its name"
  fi
  echo "$total_passed passed, $total_failed failed"
  ((total_failed == 0))
}

# Runs suites; those of LANES beside the others.
run_suites() {
  local name lane front=() beside pids=() counts=() passed failed i
  for name in "$@"; do
    if [[ "${LANES[*]}" != *" $name "* ]]; then front+=("$name"); fi
  done
  if ((${#front[@]} == 0 || ${#front[@]} == $#)); then
    for name in "$@"; do run_suite "$name"; done
    return
  fi
  mkdir -p build/log
  for lane in "${LANES[@]}"; do
    beside=()
    for name in $lane; do
      if [[ " $* " == *" $name "* ]]; then beside+=("$name"); fi
    done
    if ((${#beside[@]} == 0)); then continue; fi
    counts+=("build/log/beside-${#pids[@]}.counts")
    echo "0 1" >"${counts[-1]}"
    setsid "$ROOT/dev" __beside "${counts[-1]}" "${beside[@]}" &
    pids+=($!)
  done
  trap 'kill -- "${pids[@]/#/-}" 2>/dev/null || true' EXIT
  for name in "${front[@]}"; do run_suite "$name"; done
  for i in "${!pids[@]}"; do
    if kill -0 "${pids[i]}" 2>/dev/null; then say "waiting for:${LANES[i]}"; fi
    # The shell may have forgotten one that ended long ago; what it counted is in its file.
    wait "${pids[i]}" 2>/dev/null || true
    read -r passed failed <"${counts[i]}"
    total_passed=$((total_passed + passed))
    total_failed=$((total_failed + failed))
  done
  trap - EXIT
}

# run_beside COUNTS NAME… : in a session of its own, leaves the sums in the file COUNTS.
run_beside() {
  local name counts="$1" total_passed=0 total_failed=0
  shift
  export KOINE_TEST_BESIDE=1
  renice -n "$TEST_NICE" -p "$$" >/dev/null
  lane_nice "$TEST_NICE"
  for name in "$@"; do run_suite "$name"; done
  echo "$total_passed $total_failed" >"$counts"
}

# Installs and builds what the named suites need.
prepare_tests() {
  local name targets=()
  install_packages build
  if [[ -z "${KOINE_TEST_FAST:-}" ]]; then install_packages test; fi
  if [[ " $* " == *" cluster "* ]]; then install_packages cluster; fi
  if [[ " $* " == *" tidy "* ]]; then install_packages fmt; fi
  if [[ " $* " == *" package "* ]]; then
    install_packages package
    build_package
    build_package arm64
  fi
  for name in "$@"; do
    case "$name" in
      tidy | web | runner | package | clang | fuzz | asan | tsan) ;;
      unit | store) targets+=("koine_${name}_test") ;;
      sim) targets+=(koine_unit_test koine_store_test) ;;
      *) targets+=(koine) ;;
    esac
  done
  if ((${#targets[@]} == 0)); then return; fi
  build_program "${targets[@]}"
}

# name_failures SUITE LOG : the names of the tests that failed, a line each. They are printed once
# more behind everything, where they are found in the log of a machine that keeps its end only.
name_failures() {
  sed 's/\x1b\[[0-9;]*m//g' "$2" |
    grep -E '^FAIL |^(FAIL|ERROR): |^ *FAIL  |^\[  FAILED  \] [A-Za-z]' | sort -u | head -n 50 |
    sed -E "s/^( *FAIL)? */failed in $1: /" || true
}

# What failed, as far as the log shows it, and how the log ends.
show_failures() {
  grep -E '^(src|tests|web|bench|tools|docs|cmake|dev)[^ ]*:[0-9]+: [^F]' "$1" | head -n 100 || true
  grep -E -A 12 ': Failure$|^not ok|^FAIL |^(FAIL|ERROR): | FAIL ' "$1" | head -n 150 || true
  echo "-- the end of $1"
  tail -n 60 "$1"
}

# note_spent NAME : sets variable NAME to the seconds of processors of all ended children. No
# subshell may ask, since it has children of its own.
note_spent() {
  local file="build/log/times.$$"
  times >"$file"
  printf -v "$1" '%d' "$(awk -F'[ms ]+' 'END { printf "%d", $1 * 60 + $2 + $3 * 60 + $4 }' "$file")"
  rm -f "$file"
}

# Runs one suite and adds its counts to the totals of run_tests.
run_suite() {
  local name="$1" log="build/log/suite-$1.log" rc=0 passed failed begun=$SECONDS
  local spent_before spent_after
  note_spent spent_before
  STEP_TAIL=0 step "$name" "$log" \
    timeout -k 10 "$(suite_limit_s "$name")" "$ROOT/dev" __suite "$name" 2>/dev/null || rc=$?
  if ((rc == ABSENT)) && [[ "$MAY_BE_ABSENT" == *" $name "* ]]; then
    say "$name: absent"
    return
  fi
  read -r passed failed < <(counts "$log" "$rc")
  total_passed=$((total_passed + passed))
  total_failed=$((total_failed + failed))
  if ((failed > 0)); then
    show_failures "$log"
    if ((rc == 124)); then echo "$name: stopped after its limit of $(suite_limit_s "$name") s"; fi
    name_failures "$name" "$log" >>"$FAILED_TESTS"
  fi
  note_spent spent_after
  say "$name: $passed passed, $failed failed ($((SECONDS - begun)) s," \
    "$((spent_after - spent_before)) s of processors, $log)"
}
