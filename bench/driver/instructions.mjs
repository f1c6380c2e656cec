// What the server does, in instructions outside the kernel, counted by callgrind. Times of two runs
// differ by more than most changes cost; these differ only as batches do.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { metric, startServer } from './server.mjs';

const DELIVERIES = 'koine_fanout_deliveries_total';
const CALLS = 'koine_call_seconds_count';
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024;
const SHORT_S = 1;
// What is done for traces alone (src/gateway/handovers.h).
const TRACES = /koine::gateway::Handovers::Note\(/;
const FILE = 'callgrind.out';

// Runs work(server, control) on a server whose instructions can be counted; control(…) gives
// callgrind a command.
async function underCallgrind(context, work) {
  const old = readdirSync(context.work).filter((name) => name.startsWith(FILE));
  for (const name of old) rmSync(join(context.work, name));
  const file = join(context.work, FILE);
  const server = await startServer({ ...context, prefix: ['valgrind', '--tool=callgrind',
    '--instr-atstart=no', '--quiet', `--callgrind-out-file=${file}`] });
  try {
    await work(server, (...words) => execFileSync('callgrind_control',
      [...words, String(server.pid)], { stdio: 'ignore' }));
  } finally {
    await server.stop();
  }
  return file;
}

// The instructions of all and of what is done for traces, each with what it calls.
function counted(file) {
  const text = execFileSync('callgrind_annotate', ['--inclusive=yes', '--threshold=100', file],
    { encoding: 'utf8', maxBuffer: OUTPUT_BYTES_MAX });
  const lines = text.split('\n').map((line) => [line, Number(line.trim().split(/[ (]/)[0]
    .replaceAll(',', ''))]);
  const [, all] = lines.find(([line]) => line.includes('PROGRAM TOTALS'));
  const [, traces] = lines.find(([line]) => TRACES.test(line)) ?? ['', 0];
  return { all, traces };
}

// A series is there from its first use on.
const sum = async (server, name) => await metric(server, name) || 0;

// What it costs to remember to which sessions messages went.
export async function trace(context) {
  let messages = 0;
  const file = await underCallgrind(context, async (server, control) => {
    control('-i', 'on');
    const before = await sum(server, DELIVERIES);
    await server.load('durable', { seconds: context.seconds });
    messages = await sum(server, DELIVERIES) - before;
    control('-i', 'off');
  });
  const { all, traces } = counted(file);
  if (traces === 0) throw new Error('nothing was done for traces');
  return { trace_share: traces / all, trace_instructions: traces / messages };
}

// Instructions of each of what `series` counts: those of a long load without those of a short one,
// since both begin with the same sign-ins.
async function each(context, load, series) {
  const counts = [];
  const file = await underCallgrind(context, async (server, control) => {
    control('-i', 'on');
    for (const seconds of [SHORT_S, SHORT_S + context.seconds]) {
      const before = await sum(server, series);
      await server.load(load, { seconds });
      counts.push(await sum(server, series) - before);
      control('-d');  // writes what it counted, and begins anew
    }
  });
  const [short, long] = [1, 2].map((part) =>
    Number(/^(?:totals|summary): (\d+)/m.exec(readFileSync(`${file}.${part}`, 'utf8'))[1]));
  if (!(counts[1] > counts[0])) throw new Error(`${load}: ${counts.join(' and ')} of ${series}`);
  return (long - short) / (counts[1] - counts[0]);
}

export const instructions = async (context) => ({
  durable_instructions: await each(context, 'durable', DELIVERIES),
  fanout_instructions: await each(context, 'fanout', DELIVERIES),
  http_instructions: await each(context, 'http', CALLS),
});
