// The text format of Prometheus, version 0.0.4, and what `promtool check metrics` asks of names.
import assert from 'node:assert/strict';

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\n"])*)"(?:,|$)/gy;
const SAMPLE = /^([^{ ]+)(?:\{(.*)\})? (\S+)(?: \d+)?$/;
const KINDS = ['counter', 'gauge', 'histogram'];
// Base units are seconds and bytes.
const OTHER_UNITS = /_(ms|us|milliseconds|microseconds|minutes|hours|kilobytes|megabytes)(_|$)/;

function labelsOf(text) {
  const out = {};
  let at = 0;
  for (const match of (text ?? '').matchAll(LABEL)) {
    assert.ok(!(match[1] in out), `label ${match[1]} twice: ${text}`);
    out[match[1]] = match[2];
    at = match.index + match[0].length;
  }
  assert.equal(at, (text ?? '').length, `labels cannot be read: ${text}`);
  return out;
}

function valueOf(text) {
  if (/^[+-]?Inf$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  assert.match(text, /^([+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|NaN)$/);
  return Number(text);
}

function checkName(name, {kind, help}) {
  assert.match(name, NAME);
  assert.ok(help, `${name} has no help`);
  assert.ok(KINDS.includes(kind), `${name} is a ${kind}`);
  assert.equal(name.endsWith('_total'), kind === 'counter', `${name} is a ${kind}`);
  assert.doesNotMatch(name, /_(count|sum|bucket)$/);
  assert.doesNotMatch(name, /(counter|gauge|histogram)/);
  assert.doesNotMatch(name, OTHER_UNITS);
  assert.doesNotMatch(name, /[A-Z]/);
}

// Buckets of one histogram grow, and the last is the count.
function checkHistogram(name, samples) {
  const series = new Map();
  for (const {full, labels, value} of samples) {
    const {le, ...rest} = labels;
    const key = JSON.stringify(rest);
    if (!series.has(key)) series.set(key, {buckets: []});
    const one = series.get(key);
    if (full === `${name}_bucket`) one.buckets.push([valueOf(le), value]);
    else one[full.slice(name.length + 1)] = value;
  }
  for (const [key, {buckets, sum, count}] of series) {
    const of = `${name}${key}`;
    assert.ok(sum !== undefined && count !== undefined, `${of} has no sum or count`);
    assert.equal(buckets.at(-1)?.[0], Infinity, `${of} has no last bucket`);
    assert.equal(buckets.at(-1)[1], count, of);
    buckets.reduce((before, now) => {
      assert.ok(now[0] > before[0] && now[1] >= before[1], `${of}: ${before} before ${now}`);
      return now;
    });
  }
}

export function checkExposition(text) {
  assert.ok(text.endsWith('\n'), 'the last line has no end');
  const families = new Map();
  const seen = new Set();
  let family = null;
  for (const line of text.slice(0, -1).split('\n')) {
    const [, word, name, rest] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (word) {
      if (!families.has(name)) families.set(name, {name, samples: []});
      assert.ok(!family?.samples.length || family.name !== name, `${name}: ${word} after samples`);
      family = families.get(name);
      assert.equal(family.samples.length, 0, `${name} stands in two places`);
      family[word === 'HELP' ? 'help' : 'kind'] = rest;
      continue;
    }
    const [, full, labelText, number] = SAMPLE.exec(line) ?? [];
    assert.ok(full, `no sample: ${line}`);
    const base = family?.kind === 'histogram' ? full.replace(/_(bucket|sum|count)$/, '') : full;
    assert.equal(base, family?.name, `${full} stands below ${family?.name}`);
    const labels = labelsOf(labelText);
    const key = `${full} ${JSON.stringify(Object.entries(labels).sort())}`;
    assert.ok(!seen.has(key), `twice: ${line}`);
    seen.add(key);
    family.samples.push({full, labels, value: valueOf(number)});
  }
  assert.ok(families.size > 0, 'nothing is told');
  for (const [name, one] of families) {
    checkName(name, one);
    if (one.kind === 'histogram') checkHistogram(name, one.samples);
  }
}
