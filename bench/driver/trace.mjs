// What it costs to remember to which sessions messages went: instructions of the server, counted by
// callgrind under the load of `durable`. Times of two runs differ by more than this costs.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { metric, startServer } from './server.mjs';

const DELIVERIES = 'koine_fanout_deliveries_total';
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024;
// What is done for traces alone (src/gateway/handovers.h).
const TRACES = /koine::gateway::Handovers::Note\(/;

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

export async function trace(context) {
  const file = join(context.work, 'callgrind.out');
  rmSync(file, { force: true });
  const server = await startServer({ ...context, prefix: ['valgrind', '--tool=callgrind',
    '--instr-atstart=no', '--quiet', `--callgrind-out-file=${file}`] });
  const count = (state) => execFileSync('callgrind_control', ['-i', state, String(server.pid)],
    { stdio: 'ignore' });
  // A series is there from its first use on.
  const delivered = async () => await metric(server, DELIVERIES) || 0;
  let messages = 0;
  try {
    count('on');
    const before = await delivered();
    await server.load('durable', { seconds: context.seconds });
    messages = await delivered() - before;
    count('off');
  } finally {
    await server.stop();
  }
  const { all, traces } = counted(file);
  if (traces === 0) throw new Error('nothing was done for traces');
  return { trace_share: traces / all, trace_instructions: traces / messages };
}
