// The bench: starts the real server and the project's load generator, measures each figure and its
// floor a few times and prints medians. See bench/README.md.
//
//   node bench/run.mjs [--json] [--store sqlite|postgresql] [--only KEY|SCENARIO]… [--runs 3]
//                      [--seconds 5] [--build build/release] [-- SERVER FLAG…]
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { KEYS, median, ON_POSTGRESQL, ONLY_NAMED, over, SCENARIOS,
  table } from './driver/figures.mjs';
import { startPostgres } from './driver/postgres.mjs';
import { beginsAnew, closeScenario, openScenario, runScenario } from './driver/scenarios.mjs';
import { checkPrograms } from './driver/server.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function readArguments() {
  const { values, positionals } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      store: { type: 'string', default: 'sqlite' },
      only: { type: 'string', multiple: true, default: [] },
      runs: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '5' },
      build: { type: 'string', default: join(ROOT, 'build/release') },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const fail = (text) => { console.error(`bench: ${text}`); process.exit(2); };
  if (values.help) {
    console.log('./dev bench [--json] [--store sqlite|postgresql] [--only KEY|SCENARIO]… [--runs N]'
      + ` [--seconds S] [-- SERVER FLAG…]\nscenarios: ${SCENARIOS.join(' ')}`
      + `\nkeys: ${Object.keys(KEYS).join(' ')}`);
    process.exit(0);
  }
  if (!['sqlite', 'postgresql'].includes(values.store)) fail(`--store: ${values.store}`);
  const scenarios = new Set();
  for (const name of values.only.flatMap((text) => text.split(','))) {
    const scenario = SCENARIOS.includes(name) ? name : KEYS[name]?.scenario;
    if (!scenario) fail(`--only ${name}: neither a key nor a scenario`);
    scenarios.add(scenario);
  }
  const runs = Number(values.runs);
  const seconds = Number(values.seconds);
  if (!(runs >= 1) || !(seconds > 0)) fail('--runs and --seconds must be positive numbers');
  return {
    ...values, runs, seconds, serverFlags: positionals,
    scenarios: SCENARIOS.filter((name) => scenarios.has(name) || (!scenarios.size &&
      !ONLY_NAMED.includes(name) &&
      (values.store === 'postgresql' || !ON_POSTGRESQL.includes(name)))),
  };
}

// All runs of a scenario; what went wrong, or null. A scenario that fails costs its own figures.
async function measure(scenario, outer, samples) {
  let context = null;
  try {
    for (let run = 1; run <= outer.runs; run++) {
      if (context && beginsAnew(scenario)) {
        closeScenario(context);
        context = null;
      }
      context ??= await openScenario(scenario, outer, run);
      outer.say(`${scenario}, run ${run} of ${outer.runs}`);
      const figures = await runScenario(scenario, context);
      if (process.env.BENCH_DETAIL) console.error(`  ${JSON.stringify(figures)}`);
      for (const [key, value] of Object.entries(figures)) (samples[key] ??= []).push(value);
    }
    return null;
  } catch (error) {
    console.error(`bench: ${scenario} failed: ${error.message}`);
    return scenario;
  } finally {
    if (context) closeScenario(context);
  }
}

async function main() {
  const args = readArguments();
  checkPrograms(args.build);
  const work = join(args.build, `bench-${args.store}`);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const postgres = args.store === 'postgresql' ? await startPostgres() : null;
  const say = (text) => { if (!args.json) process.stderr.write(`${text}\n`); };
  const outer = { ...args, work, postgres, say };
  const samples = {};
  const failed = [];
  try {
    for (const scenario of args.scenarios) failed.push(await measure(scenario, outer, samples));
  } finally {
    postgres?.stop();
    rmSync(join(work, 'template'), { recursive: true, force: true });
  }
  const figures = {};
  for (const key of [...Object.keys(KEYS), ...Object.keys(samples)]) {
    if (samples[key]) figures[key] = Number(median(samples[key]).toPrecision(5));
  }
  if (args.json) console.log(JSON.stringify(figures));
  else console.log(table(figures, samples, args.store));
  const names = failed.filter(Boolean);
  if (names.length) console.error(`bench: failed: ${names.join(' ')}; see ${work}/*/server.log`);
  const above = over(figures, args.store);
  if (above.length) console.error(`bench: above the limit: ${above.join(' ')}`);
  process.exit(names.length || above.length ? 1 : 0);
}

main().catch((error) => {
  console.error(`bench: ${error.message}`);
  process.exit(1);
});
