// What people notice of a backup: the latency of messages quietly, and while one is made after the
// other, each with all files anew.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// BENCH_RATE is for machines that do not carry as many.
const RATE = Number(process.env.BENCH_RATE ?? 5_000);
const CARRIED = 0.98;
const FILES = 200;
const FILE_BYTES = 1 << 20;
const FILL_SECONDS = 10;  // of messages as fast as they go, before
const TENANT = '1';

// Contents as the server keeps them, of which a backup asks no row.
function addFiles(data) {
  for (let i = 0; i < FILES; i++) {
    const bytes = randomBytes(FILE_BYTES);
    const name = createHash('sha256').update(bytes).digest('hex');
    const folder = join(data, 'files', TENANT, name.slice(0, 2));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name.slice(2)), bytes);
  }
}

// Backups until `stop` is called; resolves to the seconds that each took, the last one broken off.
// They go when all are made: a disk that frees their blocks meanwhile would be measured, too.
function backups(context) {
  const { build, work, postgres } = context;
  const all = join(work, 'backups');
  const took = [];
  let made = 0;
  let child = null;
  let stopped = false;
  const one = () => new Promise((resolve, reject) => {
    const to = join(all, String(made++));
    const begun = performance.now();
    child = spawn(join(build, 'koine'), ['backup', '--to', to, '--data', join(work, 'data'),
      ...postgres ? ['--store.url', postgres.url] : []], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (piece) => { said += piece; });
    child.once('error', reject);
    child.once('close', (code) => {
      if (stopped) return resolve();
      if (code !== 0) return reject(new Error(`koine backup: ${said.trim()}`));
      took.push((performance.now() - begun) / 1000);
      return resolve();
    });
  });
  const untilStopped = async () => {
    while (!stopped) await one();
    rmSync(all, { recursive: true, force: true });
    return took;
  };
  const ended = untilStopped();
  // Whoever waits for it hears of a failure.
  ended.catch(() => {});
  return {
    stop: () => {
      stopped = true;
      child.kill('SIGTERM');
      return ended;
    },
  };
}

const mb = (bytes) => bytes / (1 << 20);

export async function backup(context, withServer) {
  const data = join(context.work, 'data');
  return withServer(context, async (server) => {
    if (!context.filled) {
      await server.load('durable', { seconds: FILL_SECONDS });
      addFiles(data);
      context.filled = true;
    }
    const load = () => server.load('latency', { rate: RATE, seconds: 2 * context.seconds });
    const quiet = await load();
    // Beyond that messages only wait for each other, and a backup makes no difference.
    if (quiet.per_s < CARRIED * RATE) {
      throw new Error(`this machine carries ${Math.round(quiet.per_s)} messages per second now, ` +
        `not ${RATE}: take BENCH_RATE, or a quieter moment`);
    }
    const running = backups(context);
    let busy = null;
    let took = [];
    try {
      busy = await load();
    } finally {
      took = await running.stop();
    }
    const file = join(data, 'koine.db');
    const out = {
      backup_quiet_p50_ms: quiet.p50_ms, backup_quiet_p99_ms: quiet.p99_ms,
      backup_p50_ms: busy.p50_ms, backup_p99_ms: busy.p99_ms,
      backup_p99_ratio: busy.p99_ms / quiet.p99_ms,
      backup_quiet_per_s: quiet.per_s, backup_per_s: busy.per_s,
    };
    if (took.length) out.backup_s = took.reduce((a, b) => a + b) / took.length;
    if (existsSync(file)) out.backup_mb = mb(statSync(file).size + FILES * FILE_BYTES);
    return out;
  });
}
