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

async function run(context, flags) {
  const file = join(context.work, 'callgrind.out');
  rmSync(file, { force: true });
  const server = await startServer({ ...context, serverFlags: [...context.serverFlags, ...flags],
    prefix: ['valgrind', '--tool=callgrind', '--instr-atstart=no', '--quiet',
      `--callgrind-out-file=${file}`] });
  const count = (state) => execFileSync('callgrind_control', ['-i', state, String(server.pid)]);
  let messages = 0;
  try {
    count('on');
    const before = await metric(server, DELIVERIES);
    await server.load('durable', { seconds: context.seconds });
    messages = await metric(server, DELIVERIES) - before;
    count('off');
  } finally {
    await server.stop();
  }
  return { ...counted(file), messages };
}

export async function trace(context) {
  const without = await run(context, ['--trace.memory=0']);
  const withIt = await run(context, []);
  if (without.traces > 0 || withIt.traces === 0) throw new Error('traces were not counted');
  return {
    trace_share: withIt.traces / withIt.all,
    trace_ratio: withIt.all / withIt.messages / (without.all / without.messages),
    trace_instructions: withIt.traces / withIt.messages,
    durable_instructions: withIt.all / withIt.messages,
  };
}
