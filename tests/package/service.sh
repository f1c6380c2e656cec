#!/bin/sh
# systemctl of a root without systemd: does with koine.service what scripts of packages ask for, by
# the unit that is installed there. Other services are left alone.
set -eu
unit=/usr/lib/systemd/system/koine.service
log=/var/log/koine.log
pid_file=/run/koine.pid

verb=
for word; do
  case $word in -*) ;; *) verb=$word; break ;; esac
done
echo "$*" >>/var/log/systemctl.log
case "$verb $*" in
  daemon-reload*) exit 0 ;;
  *koine.service*) ;;
  *) exit 0 ;;
esac

setting() { sed -n "s/^$1=//p" "$unit"; }

runs() {
  [ -s "$pid_file" ] && state=$(sed -n 's/^State:[^A-Z]*\(.\).*/\1/p' \
    "/proc/$(cat "$pid_file")/status" 2>/dev/null) && [ -n "$state" ] && [ "$state" != Z ]
}

stop() {
  if runs; then
    kill -TERM "$(cat "$pid_file")"
    while runs; do sleep 0.05; done
  fi
  rm -f "$pid_file"
}

start() {
  if runs; then return; fi
  said=$(grep -c '^listening ' "$log" 2>/dev/null || true)
  # shellcheck disable=SC2046  # words of a command line
  setsid setpriv --reuid "$(setting User)" --regid "$(setting Group)" --clear-groups \
    --no-new-privs env -i PATH=/usr/bin $(cat /etc/koine-test.environment) \
    $(setting ExecStart) >>"$log" 2>&1 </dev/null &
  echo $! >"$pid_file"
  # Type=notify: the start is done when the server is ready.
  while [ "$(grep -c '^listening ' "$log" || true)" = "${said:-0}" ]; do
    if ! runs; then tail -n 20 "$log" >&2; exit 1; fi
    sleep 0.05
  done
}

case $verb in
  start) start ;;
  stop) stop ;;
  restart) stop; start ;;
  is-active) runs ;;
  is-enabled) echo enabled ;;
  *) echo "systemctl: $verb is not known here" >&2; exit 1 ;;
esac
