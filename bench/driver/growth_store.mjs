// What the scenario `growth` needs of a store past the stopped server: scripts of SQL for either
// engine, and commands of Koine.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const SQL_OUTPUT_MAX = 64 * 1024 * 1024;
// Tables and indexes are written once and in order, so a crash of the machine is of no concern.
const SQLITE_SETTINGS = 'pragma journal_mode=off;\npragma synchronous=off;\n'
  + 'pragma cache_size=-2000000;\npragma temp_store=memory;\n';
const POSTGRES_SETTINGS = "set synchronous_commit=off;\nset maintenance_work_mem='1GB';\n"
  + "set work_mem='256MB';\nset client_min_messages=warning;\n";

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

export function koine(context, command) {
  const store = context.postgres ? ['--store.url', context.postgres.url] : [];
  const { status, stdout, stderr } = spawnSync(join(context.build, 'koine'),
    [...command.split(' '), '--data', join(context.work, 'data'), ...store], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`koine ${command}: ${stdout}${stderr}`);
  return stdout.trim().replaceAll('\n', '\n  ');
}

// Around what SQLite's own program changes in a file: it knows nothing of checksums of pages, so
// they go before, and come back after (docs/operate/trouble.md).
export function withoutSums(context, change) {
  if (!context.postgres) sql(context, 'vacuum;');
  change();
  if (!context.postgres) koine(context, 'vacuum');
}
