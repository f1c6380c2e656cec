// Certificates for tests of TLS, made with openssl.
import {execFileSync} from 'node:child_process';
import {chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

const DAYS = 2;

// Writes NAME.pem and NAME.key of a certificate for that name: their paths. It is good for two
// days, or from `begin` to `end` (yymmddhhmmssZ).
export function certificate(dir, name, {begin, end} = {}) {
  const at = (kind) => path.join(dir, `${name}.${kind}`);
  const openssl = (...args) => execFileSync('openssl', args, {cwd: dir, stdio: 'ignore'});
  openssl('req', ...(begin ? [] : ['-x509', '-days', `${DAYS}`]), '-newkey', 'ec', '-pkeyopt',
      'ec_paramgen_curve:P-256', '-nodes', '-subj', `/CN=${name}`, '-keyout', at('key'), '-out',
      at('pem'));
  if (begin) {
    // Only `ca` takes both ends, and wants its list of what it signed.
    writeFileSync(at('txt'), '');
    writeFileSync(at('cnf'), `[ca]\ndefault_ca=x\n[x]\ndatabase=${name}.txt\nrand_serial=yes\n` +
        `default_md=sha256\npolicy=p\nnew_certs_dir=.\n[p]\ncommonName=supplied\n`);
    openssl('ca', '-batch', '-config', at('cnf'), '-selfsign', '-keyfile', at('key'), '-in',
        at('pem'), '-out', at('pem'), '-startdate', begin, '-enddate', end, '-notext');
  }
  chmodSync(at('key'), 0o600);
  return {pem: at('pem'), key: at('key')};
}

// Runs `body` with a directory, a pair of files that a server can be told of, which hold the first
// of two certificates, `one` and `two`, and `take`, which puts others there.
export async function withCertificates(body) {
  const dir = mkdtempSync(path.join(tmpdir(), 'koine-tls-'));
  try {
    const [one, two] = [certificate(dir, 'one'), certificate(dir, 'two')];
    const now = {pem: path.join(dir, 'now.pem'), key: path.join(dir, 'now.key')};
    const take = (pair) => {
      copyFileSync(pair.pem, now.pem);
      copyFileSync(pair.key, now.key);
    };
    take(one);
    await body({dir, one, two, now, take,
      flags: [`--tls.certificate=${now.pem}`, `--tls.key=${now.key}`]});
  } finally {
    rmSync(dir, {recursive: true, force: true});
  }
}
