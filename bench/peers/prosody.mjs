// Prosody with mod_mam on SQLite.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { answersTcp } from './answers.mjs';
import { debianVersion, makeDatabase } from './debian.mjs';
import { connect, HOST, OPENED, OPENING, people } from './xmpp.mjs';

const DATABASE = 'prosody.sqlite';

function configuration(dir, port) {
  return `
pidfile = "${join(dir, 'prosody.pid')}"
data_path = "${join(dir, 'data')}"
daemonize = false
run_as_root = true
log = { warn = "*console" }
modules_enabled = { "roster", "saslauth", "disco", "register_ibr", "mam" }
modules_disabled = { "s2s", "tls", "offline" }
interfaces = { "127.0.0.1" }
c2s_ports = { ${port} }
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
allow_registration = true
authentication = "internal_plain"
storage = { archive = "sql" }
sql = { driver = "SQLite3", database = "${join(dir, DATABASE)}" }
default_archive_policy = true
archive_expires_after = "never"
VirtualHost "${HOST}"
`;
}

export const prosody = {
  title: 'Prosody, SQLite',
  tells: null,
  people,
  connect,

  version() {
    if (!existsSync('/usr/bin/prosody')) throw new Error('Debian package prosody missing');
    debianVersion('lua-dbi-sqlite3');
    return debianVersion('prosody');
  },

  async prepare({ dir, port }) {
    const config = join(dir, 'prosody.cfg.lua');
    writeFileSync(config, configuration(dir, port));
    mkdirSync(join(dir, 'data'), { recursive: true });
    if (!existsSync(join(dir, DATABASE))) makeDatabase(join(dir, DATABASE));
    return {
      command: ['prosody', '-F', '--config', config],
      answers: () => answersTcp(port, OPENING, OPENED),
    };
  },

  stored: ({ dir }) => ({ file: join(dir, DATABASE), table: 'prosodyarchive', copies: 2 }),
};
