// ejabberd with mod_mam, which keeps every message: in Mnesia, as it does by itself, or in SQLite.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { answersTcp } from './answers.mjs';
import { debianVersion, makeDatabase } from './debian.mjs';
import { archived, connect, HOST, OPENED, OPENING, people } from './xmpp.mjs';

const DATABASE = 'ejabberd.sqlite';
// Where Debian puts what is made for one kind of processor.
const LIBRARIES = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;

function configuration(dir, port, sqlite) {
  return `
hosts: ["${HOST}"]
loglevel: warning
registration_timeout: infinity
auth_method: mnesia
${sqlite ? `sql_type: sqlite\nsql_database: "${join(dir, DATABASE)}"` : ''}
listen:
  - port: ${port}
    ip: "127.0.0.1"
    module: ejabberd_c2s
    starttls: false
acl: {}
access_rules:
  everybody:
    allow: all
modules:
  mod_register:
    access: everybody
    ip_access: everybody
  mod_roster: {}
  mod_mam:
    default: always
    db_type: ${sqlite ? 'sql' : 'mnesia'}
`;
}

const archiveOf = ({ dir }) =>
  ({ file: join(dir, DATABASE), table: 'archive', copies: 2 });

function ejabberd(sqlite) {
  return {
    title: sqlite ? 'ejabberd, SQLite' : 'ejabberd, Mnesia',
    tells: null,
    people,
    connect,

    version() {
      if (!existsSync('/usr/sbin/ejabberdctl')) throw new Error('Debian package ejabberd missing');
      if (sqlite) debianVersion('erlang-p1-sqlite3');
      return debianVersion('ejabberd');
    },

    async prepare({ dir, port }) {
      const config = join(dir, 'ejabberd.yml');
      writeFileSync(config, configuration(dir, port, sqlite));
      mkdirSync(join(dir, 'mnesia'), { recursive: true });
      if (sqlite && !existsSync(join(dir, DATABASE))) makeDatabase(join(dir, DATABASE), schema());
      return {
        // Past ejabberdctl, which would become another user; without a name, which needs epmd.
        command: ['erl', '+K', 'true', '+P', '250000', '-noinput', '-mnesia', 'dir',
          `"${join(dir, 'mnesia')}"`, '-s', 'ejabberd'],
        env: {
          HOME: dir, ERL_LIBS: LIBRARIES, EJABBERD_CONFIG_PATH: config,
          EJABBERD_LOG_PATH: join(dir, 'ejabberd.log'), ERL_CRASH_DUMP: join(dir, 'crash.dump'),
        },
        answers: () => answersTcp(port, OPENING, OPENED),
      };
    },

    // Mnesia is asked through the archives of all who send; each message is in one of them.
    ...(sqlite ? { stored: archiveOf } : { count: archived }),
  };
}

// This version does not make its tables itself; the package brings them.
function schema() {
  const file = execFileSync('dpkg', ['-L', 'ejabberd'], { encoding: 'utf8' }).split('\n')
    .find((name) => /\/sql\/lite\.sql(\.gz)?$/.test(name));
  if (!file) throw new Error('the package ejabberd has no lite.sql');
  return execFileSync('zcat', ['-f', file], { encoding: 'utf8' });
}

export const ejabberdMnesia = ejabberd(false);
export const ejabberdSqlite = ejabberd(true);
