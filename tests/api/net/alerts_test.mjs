// The rules of alarms and the board that are shipped name series that the documents list and the
// server has, and the page that explains them shows the rules as they are.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (name) => readFileSync(path.join(root, name), 'utf8');
const RULES = 'packaging/prometheus/koine-alerts.yml';
const PAGE = 'docs/operate/monitor.md', CHINESE = 'docs/zh/operate/monitor.md';
// They appear with what they count: TLS, a cluster, object storage, calls, frames, letters.
const LATER = /^koine_(certificate|cluster|s3|call|slow|requests|frames|sessions|wallet)/;

const seriesOf = (text) => new Set([...text.matchAll(/\bkoine_[a-z0-9_]+/g)].map(([name]) =>
  name.replace(/_(?:bucket|count|sum)$/, '')));

const expressions = (board) => board.panels.flatMap(({targets}) => targets.map(({expr}) => expr));

async function named({server}) {
  const listed = seriesOf(read(PAGE));
  const metrics = seriesOf(await server.metrics());
  const board = JSON.parse(read('packaging/grafana/koine.json'));
  const rules = [...read(RULES).matchAll(/expr: (.*)/g)].map(([, expr]) => expr).join('\n');
  for (const name of [...seriesOf(rules), ...seriesOf(expressions(board).join('\n'))]) {
    assert.ok(listed.has(name), `${name} is not in ${PAGE}`);
    if (!LATER.test(name)) assert.ok(metrics.has(name), `the server has no ${name}`);
  }
}

function shown() {
  for (const page of [PAGE, CHINESE]) {
    assert.ok(read(page).includes('```yaml\n' + read(RULES) + '```\n'),
        `${page} shows other rules`);
  }
  const tests = read('packaging/prometheus/koine-alerts-test.yml');
  for (const [, name] of read(RULES).matchAll(/alert: (\w+)/g)) {
    const cases = tests.split(`alertname: ${name},`).length - 1;
    assert.equal(cases, 2, `${name} has no test that it fires, or none that it does not`);
  }
}

function board() {
  const {panels, schemaVersion, uid, templating} =
    JSON.parse(read('packaging/grafana/koine.json'));
  assert.deepEqual([schemaVersion >= 36, uid, templating.list[0].type],
      [true, 'koine', 'datasource']);
  assert.equal(new Set(panels.map(({id}) => id)).size, panels.length);
  for (const {title, type, targets, gridPos: {x, w}} of panels) {
    assert.ok(title && type && targets.length && x + w <= 24, title);
    for (const {expr} of targets) {
      assert.equal(expr.split('(').length, expr.split(')').length, expr);
    }
  }
}

// Debian's package prometheus has it.
function promtool() {
  const cwd = path.join(root, 'packaging/prometheus');
  execFileSync('promtool', ['test', 'rules', 'koine-alerts-test.yml'], {cwd, stdio: 'pipe'});
}

export const release = true;
export const tests = [
  {name: 'alarms and board name series that there are', body: named},
  {name: 'the page shows the rules, and each has its tests', on: 'sqlite', body: shown},
  {name: 'the board is one of Grafana', on: 'sqlite', body: board},
  {name: 'promtool finds that each alarm fires where it should', on: 'sqlite', body: promtool},
];
