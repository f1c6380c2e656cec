// Whether a message is on disk when its sender is told so, or its receiver has it: seen by strace.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const MESSAGES = 20;
const PAUSE_MS = 80;
const ATTACH_MS = 10_000;
const ANSWER_MS = 10_000;
const CALLS = 'fsync,fdatasync,msync,sync_file_range';

// What performance.now() is by the clock of strace, to some microseconds.
function clockOffset() {
  const last = Date.now();
  while (Date.now() === last) { /* until it ticks */ }
  return Date.now() - performance.now();
}

// The times, in ms, at which a call that syncs had succeeded.
function syncTimes(text) {
  const times = [];
  for (const line of text.split('\n')) {
    const at = /^\d+\s+(\d+\.\d+) /.exec(line);
    const took = /= 0 <(\d+\.\d+)>$/.exec(line);
    if (!at || !took) continue;
    const whole = !line.includes('resumed>');
    times.push((Number(at[1]) + (whole ? Number(took[1]) : 0)) * 1000);
  }
  return times;
}

async function attach(pids, file) {
  const words = ['-f', '-q', '-ttt', '-T', '-e', `trace=${CALLS}`, '-o', file];
  const strace = spawn('strace', [...words, ...pids.flatMap((pid) => ['-p', String(pid)])],
    { stdio: 'ignore' });
  const ended = new Promise((resolve) => {
    strace.once('exit', resolve);
    strace.once('error', resolve);
  });
  const traced = () => pids.every((pid) => {
    try {
      return !/^TracerPid:\s+0$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch { return false; }
  });
  const begun = performance.now();
  while (!traced() && strace.exitCode === null && performance.now() - begun < ATTACH_MS) {
    await sleep(20);
  }
  // The other threads of the process come after the first.
  await sleep(200);
  return async () => {
    strace.kill('SIGINT');
    await ended;
  };
}

// Sends messages one by one. Resolves to { of, before, calls }: of how many messages, before how
// many of their answers something had been synced, and calls that sync from sending to the answer,
// per message; null where there is no strace.
export async function syncs(process_, pairs, dir) {
  if (spawnSync('strace', ['-V'], { stdio: 'ignore' }).status !== 0) return null;
  const file = join(dir, 'strace.log');
  const detach = await attach(process_.pids(), file);
  const spans = [];
  try {
    const offset = clockOffset();
    for (let i = 0; i < MESSAGES; i++) {
      const answered = new Promise((resolve, reject) => {
        pairs[pairs.peer.tells ? 'onTold' : 'onDelivery'] = resolve;
        setTimeout(reject, ANSWER_MS, new Error('no answer under strace')).unref();
      });
      const sent = performance.now();
      pairs.send(pairs.pairs[0]);
      spans.push([sent + offset, await answered + offset]);
      await sleep(PAUSE_MS);
    }
  } finally {
    await detach();
    pairs.onTold = pairs.onDelivery = () => {};
  }
  await pairs.settle();
  const times = syncTimes(readFileSync(file, 'utf8'));
  const within = spans.map(([from, to]) => times.filter((t) => t >= from && t <= to).length);
  return {
    of: MESSAGES,
    before: within.filter((count) => count > 0).length,
    calls: within.reduce((sum, count) => sum + count, 0) / MESSAGES,
  };
}
