// A fresh Debian in a directory, in which packages are installed as operators do it.
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, chmodSync, copyFileSync,
  mkdirSync} from 'node:fs';
import {execFileSync} from 'node:child_process';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {Elsewhere, freeAddresses, run} from './shell.mjs';

const MIRROR = process.env.KOINE_DEBIAN_MIRROR ?? 'http://deb.debian.org/debian';
const APT = ['env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C.UTF-8', 'apt-get', '-q', '-y',
  '--no-install-recommends', '-o', 'Acquire::Retries=3'];
const SERVICE = path.join(import.meta.dirname, 'service.sh');

const made = new Set();
process.on('exit', () => made.forEach((debian) => debian.remove()));

export class Debian {
  // The smallest Debian of that name that has apt.
  static async make(name) {
    const debian = new Debian();
    debian.name = name;
    debian.base = mkdtempSync(path.join(tmpdir(), `koine-package-${name}-`));
    debian.root = path.join(debian.base, 'root');
    made.add(debian);
    // mmdebstrap unpacks as root, and others must be able to walk in.
    chmodSync(debian.base, 0o755);
    await run('mmdebstrap', ['--mode=root', '--variant=minbase', '--quiet', name, debian.root,
      MIRROR]);
    await run('mount', ['-t', 'proc', 'proc', `${debian.root}/proc`]);
    await debian.run(...APT, 'update');
    const {addresses, environment} = await freeAddresses();
    debian.write('etc/koine-test.environment', `${environment.join('\n')}\n`);
    debian.server = new Elsewhere(addresses.main);
    copyFileSync(SERVICE, debian.path('usr/bin/systemctl'));
    chmodSync(debian.path('usr/bin/systemctl'), 0o755);
    // What scripts of packages look for before they speak to systemd.
    mkdirSync(debian.path('run/systemd/system'), {recursive: true});
    return debian;
  }

  path(inside) { return path.join(this.root, inside); }
  has(inside) { return existsSync(this.path(inside)); }
  read(inside) { return readFileSync(this.path(inside), 'utf8'); }

  write(inside, text) {
    mkdirSync(path.dirname(this.path(inside)), {recursive: true});
    writeFileSync(this.path(inside), text);
  }

  run(...words) { return run('chroot', [this.root, ...words]); }
  refuses(text, ...words) { return run('chroot', [this.root, ...words], {fails: text}); }
  apt(...words) { return this.run(...APT, ...words); }

  // Installs a package that is a file of this machine.
  install(file) {
    copyFileSync(file, this.path(path.basename(file)));
    return this.apt('install', `/${path.basename(file)}`);
  }

  get pid() { return this.has('run/koine.pid') ? Number(this.read('run/koine.pid')) : null; }

  remove() {
    if (!made.delete(this)) return;
    try {
      if (this.pid) process.kill(this.pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
    try {
      execFileSync('umount', ['--lazy', `${this.root}/proc`], {stdio: 'ignore'});
    } catch {
      // Not mounted yet.
      if (existsSync(`${this.root}/proc/self`)) return;
    }
    rmSync(this.base, {recursive: true, force: true, maxRetries: 5});
  }
}
