// What the scenario `growth` needs of a store past the stopped server: scripts of SQL for either
// engine, and the sums of pages that only Koine writes into a file of SQLite.
import { execFileSync } from 'node:child_process';
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

const SQL_OUTPUT_MAX = 64 * 1024 * 1024;
// Tables and indexes are written once and in order, so a crash of the machine is of no concern.
const SQLITE_SETTINGS = 'pragma journal_mode=off;\npragma synchronous=off;\n'
  + 'pragma cache_size=-2000000;\npragma temp_store=memory;\n';
const POSTGRES_SETTINGS = "set synchronous_commit=off;\nset maintenance_work_mem='1GB';\n"
  + "set work_mem='256MB';\nset client_min_messages=warning;\n";

// As src/store/page_sums.cc has them.
const SUM_BYTES = 8;
const MARK = 0x4b6f696e;
const LEFT_OUT_OF_FIRST = [[18, 20], [24, 28], [40, 44], [92, 100]];
const PAGES_AT_ONCE = 4096;
const LOCK_BYTE = 2 ** 30;

const fileOf = (context) => join(context.work, 'data', 'koine.db');

// Runs a script and returns what it prints, lines of columns with | between them.
export function sql(context, script) {
  const options = { encoding: 'utf8', maxBuffer: SQL_OUTPUT_MAX,
    stdio: ['pipe', 'pipe', 'pipe'] };
  if (context.postgres) {
    return execFileSync('psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', context.postgres.url],
      { ...options, input: POSTGRES_SETTINGS + script }).trim();
  }
  const out = execFileSync('sqlite3', ['-bail', fileOf(context)],
    { ...options, input: SQLITE_SETTINGS + script }).trim();
  return out.replace(/^off\n?/, '');  // the answer to the first setting
}

export const number = (context, script) => Number(sql(context, script));

export function columnsOf(context, table) {
  const text = sql(context, context.postgres
    ? `select column_name from information_schema.columns where table_name = '${table}'
         and table_schema = current_schema() order by ordinal_position;`
    : `select name from pragma_table_info('${table}');`);
  return text.split('\n');
}

// The statements that make the indexes of a table, by name; not that of its key.
export function indexesOf(context, table) {
  const text = sql(context, context.postgres
    ? `select indexname || '|' || indexdef from pg_indexes where tablename = '${table}'
         and schemaname = current_schema() and indexname not like '%_pkey';`
    : `select name || '|' || replace(sql, char(10), ' ') from sqlite_master
         where type = 'index' and tbl_name = '${table}' and sql is not null;`);
  return text.split('\n').map((line) => line.split('|')).map(([name, ...rest]) =>
    ({ name, make: rest.join('|') }));
}

function seal(page, at) {
  page.writeUInt32BE((at ^ MARK) >>> 0, page.length - SUM_BYTES);
  const end = page.length - SUM_BYTES + 4;
  let sum = 0;
  let from = 0;
  for (const [left, to] of at === 1 ? LEFT_OUT_OF_FIRST : []) {
    sum = crc32(page.subarray(from, left), sum);
    from = to;
  }
  page.writeUInt32BE(crc32(page.subarray(from, end), sum), end);
}

// Gives every page of the file its sum, for SQLite's own program kept the old ones; but for the one
// at 1 GiB, which SQLite never writes.
export function sealPages(context) {
  if (context.postgres) return;
  const file = openSync(fileOf(context), 'r+');
  try {
    const header = Buffer.alloc(100);
    readSync(file, header, 0, header.length, 0);
    if (header[20] !== SUM_BYTES) throw new Error('the file has no sums');
    const size = header.readUInt16BE(16) === 1 ? 65536 : header.readUInt16BE(16);
    const pages = fstatSync(file).size / size;
    const unwritten = LOCK_BYTE / size + 1;
    const buffer = Buffer.alloc(size * PAGES_AT_ONCE);
    for (let done = 0; done < pages; done += PAGES_AT_ONCE) {
      const count = Math.min(PAGES_AT_ONCE, pages - done);
      readSync(file, buffer, 0, count * size, done * size);
      for (let i = 0; i < count; i++) {
        const number = done + i + 1;
        if (number === unwritten) continue;
        seal(buffer.subarray(i * size, (i + 1) * size), number);
      }
      writeSync(file, buffer, 0, count * size, done * size);
    }
  } finally {
    closeSync(file);
  }
}
