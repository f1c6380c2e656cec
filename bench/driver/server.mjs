// Runs the programs of the bench and the server under test.
import { execFile, spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const SERVER_CORE = 0;
const LOAD_CORE = 1;
const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 20_000;
const PROGRAM_TIMEOUT_MS = 3_600_000;
const PROGRAMS = ['koine', 'bench_load', 'bench_floor_sync', 'bench_floor_store',
  'bench_floor_relay', 'bench_floor_http', 'bench_floor_idle', 'bench_seed',
  'bench_office'];

export function checkPrograms(build) {
  const missing = PROGRAMS.filter((name) => !existsSync(join(build, name)));
  if (missing.length) {
    throw new Error(`${missing.join(', ')} missing in ${build}; ./dev bench builds them`);
  }
}

// Runs a program of the bench to its end and returns the figures it prints.
export function program(build, name, words, flags, rest = []) {
  const argv = [...words];
  for (const [flag, value] of Object.entries(flags)) argv.push(`--${flag}`, String(value));
  if (rest.length) argv.push('--', ...rest);
  return new Promise((resolve, reject) => {
    execFile(join(build, name), argv, { timeout: PROGRAM_TIMEOUT_MS }, (error, out, errors) => {
      if (error) reject(new Error(`${name} ${words.join(' ')}: ${errors.trim() || error.message}`));
      else resolve(JSON.parse(out));
    });
  });
}

// The server's command for a data directory, with every listener on a free port.
export function serverCommand(context) {
  const flags = ['serve', '--data', join(context.work, 'data'), '--listen.main', '127.0.0.1:0'];
  for (const name of ['imchat_backstage', 'imchat_redpacket', 'appim_socket', 'openim_gateway',
    'openim_api', 'metrics']) flags.push(`--listen.${name}`, '127.0.0.1:0');
  // All clients of the bench have one address, and few accounts for many messages.
  for (const name of ['connections_per_address', 'passwords_per_s', 'registrations_per_h',
    'messages_per_s', 'trusted_messages_per_s', 'groups_per_day', 'contacts_per_day',
  'complaints_per_h', 'orders_per_h']) flags.push(`--limits.${name}=0`);
  if (context.postgres) flags.push('--store.url', context.postgres.url);
  return [join(context.build, 'koine'), ...flags, ...context.serverFlags];
}

// Starts the server on its core and resolves once it listens: { address, addresses, pid, load,
// stop }, the addresses by the names of the listeners.
export async function startServer(context) {
  const command = [...context.prefix ?? [], ...serverCommand(context)];
  const log = openSync(join(context.work, 'server.log'), 'a');
  const pinned = cpus().length > 1 ? ['taskset', '-c', String(SERVER_CORE), ...command] : command;
  const child = spawn(pinned[0], pinned.slice(1), { stdio: ['ignore', 'pipe', log] });
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const addresses = await new Promise((resolve, reject) => {
    const late = () => reject(new Error('the server does not start'));
    const timer = setTimeout(late, START_TIMEOUT_MS);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = Object.fromEntries([...line.matchAll(/\b(\w+)=(\S+)/g)].map((m) =>
        [m[1], m[2]]));
      if (!line.startsWith('listening ') || !found.main) return;
      clearTimeout(timer);
      resolve(found);
    });
    ended.then((how) => {
      reject(new Error(`the server ended (${how}); see ${context.work}/server.log`));
    });
  });
  const address = addresses.main;
  const load = (mode, flags = {}) => program(context.build, 'bench_load', [mode], {
    address, pid: child.pid, state: join(context.work, 'users'), core: LOAD_CORE,
    ...(context.postgres ? { 'store-pid': context.postgres.pid } : {}), ...flags,
  });
  const stop = async () => {
    process.removeListener('exit', kill);
    child.kill('SIGTERM');
    const timer = setTimeout(kill, STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  };
  return { address, addresses, pid: child.pid, context, load, stop };
}

// The sum of a metric over its labels, or NaN.
export async function metric(server, name) {
  const text = await (await fetch(`http://${server.addresses.metrics}/metrics`)).text();
  const values = [...text.matchAll(new RegExp(`^${name}(?:{[^}]*})? (\\S+)$`, 'gm'))];
  return values.length ? values.reduce((sum, found) => sum + Number(found[1]), 0) : NaN;
}
