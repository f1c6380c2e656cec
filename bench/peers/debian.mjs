// What Debian has installed, and its SQLite.
import { execFileSync } from 'node:child_process';

// The version of an installed package, or an error that names it.
export function debianVersion(name) {
  try {
    const words = ['-W', '-f', '${db:Status-Status} ${Version}', name];
    const [status, version] = execFileSync('dpkg-query', words,
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split(' ');
    if (status === 'installed') return version;
  } catch { /* not known at all */ }
  throw new Error(`Debian package ${name} missing`);
}

// The words of a database, or what it answers.
export function sqlite(file, sql, flags = []) {
  return execFileSync('sqlite3', [...flags, file], { input: sql, encoding: 'utf8' }).trim();
}

// Makes a database with a write-ahead log, which the file remembers: a transaction then waits for
// the disk once and not four times. Koine does so by itself, an operator of others may.
export function makeDatabase(file, sql = '') {
  sqlite(file, `PRAGMA journal_mode=WAL;\n${sql}`);
}
