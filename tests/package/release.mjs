// Packs releases of the program, and reads them.
import {createHash, randomBytes} from 'node:crypto';
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {run} from './shell.mjs';

const directories = new Set();
process.on('exit', () => directories.forEach((dir) => rmSync(dir, {recursive: true, force: true})));

export function temporary(name) {
  const dir = mkdtempSync(path.join(tmpdir(), `koine-${name}-${randomBytes(2).toString('hex')}-`));
  directories.add(dir);
  return dir;
}

export class Release {
  // Packs the program as revision N with a key of its own, in a directory whose name is new.
  static async pack({root, binary, revision, key}) {
    const release = new Release();
    const dir = temporary('release');
    release.dir = path.join(dir, 'out');
    const work = path.join(dir, 'work');
    mkdirSync(work);
    const epoch = (await run('git', ['-C', root, 'log', '-1', '--format=%ct'])).trim();
    await run('python3', [path.join(root, 'tools/release/pack.py'), '--program', binary, '--out',
      release.dir, '--epoch', epoch, '--revision', String(revision), '--key', key],
    {env: {...process.env, TMPDIR: work}, cwd: dir});
    return release;
  }

  get names() { return readdirSync(this.dir).sort(); }
  path(name) { return path.join(this.dir, name); }
  read(name) { return readFileSync(this.path(name)); }

  // The only file whose name ends so.
  ending(end) {
    const found = this.names.filter((name) => name.endsWith(end));
    if (found.length !== 1) throw new Error(`${found.length} files end with ${end}: ${this.names}`);
    return this.path(found[0]);
  }
}

export async function newKey() {
  const key = path.join(temporary('key'), 'key.pem');
  await run('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', key]);
  return key;
}

// An image for containers, unpacked: {layout, config, layer: file, tags, loaded: [file]}, where
// `docker load` reads the last two. Blobs have the digests by which they are named.
export async function unpackImage(file) {
  const dir = temporary('image');
  await run('tar', ['-xf', file, '-C', dir]);
  const json = (name) => JSON.parse(readFileSync(path.join(dir, name), 'utf8'));
  const blob = ({digest, size}) => {
    const name = path.join('blobs', ...digest.split(':'));
    const data = readFileSync(path.join(dir, name));
    const sum = createHash('sha256').update(data).digest('hex');
    if (`sha256:${sum}` !== digest || data.length !== size) throw new Error(`${name} is another`);
    return name;
  };
  const index = json('index.json');
  const manifest = json(blob(index.manifests[0]));
  const layer = blob(manifest.layers[0]);
  return {layout: json('oci-layout'), config: json(blob(manifest.config)),
    layer: path.join(dir, layer), tags: json('manifest.json')[0].RepoTags,
    loaded: json('manifest.json')[0].Layers.map((one) => path.join(dir, one))};
}
