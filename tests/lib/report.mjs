// Counts results, prints failures as they come, writes JUnit at the end.
import {readFileSync, writeFileSync} from 'node:fs';
import {PATIENCE} from './patience.mjs';

const TICKS_PER_S = 100;  // of Linux, in /proc

// The seconds of processors that this process has used, with those of its children that ended.
function spentSeconds() {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_S;
}

export class Report {
  constructor(print = (line) => console.log(line)) {
    this.print = print;
    this.results = [];
  }

  get passed() { return this.results.filter((r) => !r.message).length; }
  get failed() { return this.results.filter((r) => r.message).length; }

  add(suite, name, ms, message = null, spent = 0) {
    this.results.push({suite, name, ms, message, spent});
    if (message) this.print(`FAIL ${suite} ${name}\n  ${message.replaceAll('\n', '\n  ')}`);
  }

  // Runs one test and notes its result; never throws.
  async test(suite, name, body) {
    const start = performance.now(), before = spentSeconds();
    let message = null;
    try {
      await body();
    } catch (e) {
      message = e.report ?? e.stack ?? String(e);
    }
    this.add(suite, name, performance.now() - start, message, spentSeconds() - before);
  }

  // The `count` slowest tests since the one numbered `first`, a line each with the processor time
  // of the test and of the programs that ended in it; none below a second.
  slowest(first, count) {
    return this.results.slice(first).filter((r) => r.ms >= 1000).sort((a, b) => b.ms - a.ms)
        .slice(0, count)
        .map(({ms, spent, name}) =>
          `${(ms / 1000).toFixed(1)} s, ${spent.toFixed(1)} s of processors: ${name}`);
  }

  summary() { return `${this.passed} passed, ${this.failed} failed`; }

  writeJunit(file) {
    const suites = new Map();
    for (const r of this.results) {
      if (!suites.has(r.suite)) suites.set(r.suite, []);
      suites.get(r.suite).push(r);
    }
    let out = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
    for (const [suite, results] of suites) {
      const failed = results.filter((r) => r.message).length;
      out += `<testsuite name="${xml(suite)}" tests="${results.length}" failures="${failed}">\n`;
      for (const r of results) {
        const head = `<testcase classname="${xml(suite)}" name="${xml(r.name)}" ` +
            `time="${(r.ms / 1000).toFixed(3)}"`;
        out += r.message
          ? `${head}><failure message="${xml(r.message.split('\n')[0])}">${xml(r.message)}` +
            '</failure></testcase>\n'
          : `${head}/>\n`;
      }
      out += '</testsuite>\n';
    }
    writeFileSync(file, `${out}</testsuites>\n`);
  }
}

function xml(text) {
  return text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, '?').replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

// Calls work(item) for all items, at most `width` at once.
export async function eachOf(items, width, work) {
  let at = 0;
  const worker = async () => {
    while (at < items.length) {
      const index = at++;
      await work(items[index], index);
    }
  };
  await Promise.all(Array.from({length: Math.min(width, items.length)}, worker));
}

export const sleep = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

const UNTIL_MS = 5000 * PATIENCE;
const UNTIL_PAUSE_MS = 20;

// Waits until `condition` gives something true; fails with `what` when it takes longer than `ms`.
export async function until(condition, what, ms = UNTIL_MS) {
  const end = performance.now() + ms;
  while (!await condition()) {
    if (performance.now() > end) throw new Error(`${what}: not within ${ms} ms`);
    await sleep(UNTIL_PAUSE_MS);
  }
}
