// Medians, ratios to Koine, and the table.
import { median } from '../driver/figures.mjs';

// What is printed, with its heading.
const COLUMNS = {
  cpu_us: 'CPU µs a message',
  per_s: 'messages a second',
  p50_ms: 'p50 ms',
  p99_ms: 'p99 ms',
  kept_per_s: 'kept of 200 a second',
  idle_bytes: 'bytes an idle connection',
  rest_mb: 'MB at rest',
  start_ms: 'ms to start',
};

const rounded = (value) => Number(value.toPrecision(3));
const written = (value) => rounded(value).toLocaleString('en-US');

// Of each row { name, title, version, error, synced, samples } its figures: { median, low, high,
// ratio }, the ratio being that of the medians, of the row to Koine. A row that failed has none.
export function summary(rows) {
  const out = rows.map(({ samples, ...row }) => {
    if (row.error) return row;
    const figures = {};
    for (const [key, values] of Object.entries(samples)) {
      figures[key] = { median: rounded(median(values)), low: rounded(Math.min(...values)),
        high: rounded(Math.max(...values)) };
    }
    return { ...row, figures };
  });
  const own = out.find((row) => row.name === 'koine')?.figures;
  for (const { figures } of out) {
    for (const [key, figure] of Object.entries(figures ?? {})) {
      if (own?.[key]?.median > 0) figure.ratio = rounded(figure.median / own[key].median);
    }
  }
  return out;
}

// Whether the message is on disk when somebody is told of it.
export function onDisk({ synced, tells }) {
  if (!synced) return 'not looked at';
  const share = `${synced.before} of ${synced.of}`;
  const answer = synced.before === synced.of ? 'yes' : synced.before === 0 ? 'no' : 'not always';
  return `${answer}, ${share}${tells ? '' : ' (no acknowledgement; at the receiver)'}`;
}

// Who cannot keep the rate has a queue that grows, and no latency worth the name.
const KEPT_PER_S = 190;
const LATENCIES = ['p50_ms', 'p99_ms'];

function cell(figures, key) {
  const figure = figures[key];
  if (!figure) return '';
  if (LATENCIES.includes(key) && figures.kept_per_s.median < KEPT_PER_S) return 'rate not kept';
  const { low, high } = figure;
  const range = low === high ? '' : ` (${written(low)}–${written(high)})`;
  return written(figure.median) + range
    + (figure.ratio === undefined ? '' : ` ×${written(figure.ratio)}`);
}

// A table of Markdown: a column per peer, so that it stays narrow enough to be read.
export function table(rows) {
  const good = rows.filter((row) => row.figures);
  const lines = [];
  const add = (head, cells) => lines.push([head, ...cells]);
  add('', good.map((row) => `${row.title} ${row.version}`));
  for (const [key, title] of Object.entries(COLUMNS)) {
    add(title, good.map((row) => cell(row.figures, key)));
  }
  add('on disk when told', good.map(onDisk));
  add('calls to sync until then', good.map((row) => (row.synced ? written(row.synced.calls) : '')));
  for (const [who, title] of [['server', 'server busy'], ['generator', 'generator busy']]) {
    add(title, good.map((row) => `${Math.round(row.figures[`${who}_share`].median * 100)} %`));
  }
  const widths = lines[0].map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  const text = lines.map((line) => `| ${line.map((c, i) => c.padEnd(widths[i])).join(' | ')} |`);
  text.splice(1, 0, `|${widths.map((w) => '-'.repeat(w + 2)).join('|')}|`);
  const failed = rows.filter((row) => !row.figures)
    .map((row) => `${row.title}: ${row.error}`);
  const out = good.length ? [...text, '', '× is the ratio to Koine.'] : [];
  return [...out, ...failed].join('\n');
}
