// What Debian has installed.
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
