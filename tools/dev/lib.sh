# shellcheck shell=bash
# What the other parts of ./dev share: messages, root rights, long steps with a log.

say() { printf '\033[2m[dev]\033[0m %s\n' "$*" | plain; }
warn() { printf '[dev] %s\n' "$*" >&2; }
die() {
  printf '[dev] error: %s\n' "$*" >&2
  exit 1
}

# Drops colours where nobody sees them.
plain() { if [[ -t 1 ]]; then cat; else sed $'s/\033\\[[0-9;]*m//g'; fi; }

# Runs a command as root. REQUIRES: root, or a sudo that asks nothing (see apt_install).
as_root() {
  if [[ "$(id -u)" == 0 ]]; then "$@"; else sudo -n "$@"; fi
}

# How many compilers may run at once: one per core, and one per 1.5 GB of memory.
jobs_wanted() {
  local cores memory_kb by_memory
  cores="$(nproc)"
  memory_kb="$(awk '/^MemTotal:/ {print $2}' /proc/meminfo)"
  by_memory=$((memory_kb / 1500000))
  if ((by_memory < 1)); then by_memory=1; fi
  echo $((cores < by_memory ? cores : by_memory))
}

# step TITLE LOG COMMAND… : runs a long command with its output in LOG, says every half minute that
# it is alive, and shows the end of the log when it fails.
step() {
  local title="$1" log="$2" rc=0 pid
  shift 2
  mkdir -p "$(dirname "$log")"
  say "$title …"
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  trap 'kill "$pid" 2>/dev/null || true; exit 130' INT TERM
  watch "$pid" "$title" "$log"
  wait "$pid" || rc=$?
  trap - INT TERM
  if ((rc != 0)); then
    tail -n "${STEP_TAIL:-60}" "$log" >&2
    warn "$title: failed with status $rc; the whole log is $log"
  fi
  return "$rc"
}

# Waits until process PID ends, with a sign of life and the last line of LOG every half minute. To
# wait it reads what never comes: a `sleep` each time took a twentieth of a machine on which several
# of these wait.
watch() {
  local pid="$1" title="$2" log="$3" begun=$SECONDS next=30 never each_s=0.1
  exec {never}<> <(:)
  while kill -0 "$pid" 2>/dev/null; do
    if ((SECONDS > begun)); then each_s=0.5; fi
    read -rt "$each_s" -u "$never" || true
    if ((SECONDS - begun >= next)); then
      say "$title: $((SECONDS - begun)) s; $(tail -n 1 "$log" | tr -d '\r' | cut -c 1-120)"
      next=$((next + 30))
    fi
  done
  exec {never}<&-
}
