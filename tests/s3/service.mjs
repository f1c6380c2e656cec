// S3-compatible object storage for one run: s3rver, which keeps objects but judges no signatures of
// version 4, behind a door that judges them with AWS's own signer, mends how s3rver lists, and can
// be made to fail. How s3rver stores is mended, too.
import {createHash} from 'node:crypto';
import {mkdtempSync, rmSync} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import http from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';

export const BUCKET = 'koine';
export const REGION = 'eu-test-1';
export const ACCESS_KEY = 'S3RVER';  // s3rver knows only this one
export const SECRET_KEY = 'not/a+real secret';
const SKEW_MS = 15 * 60_000;
const EMPTY = createHash('sha256').digest('hex');

const listen = (server) => new Promise((resolve, reject) => {
  server.once('error', reject);
  server.listen(0, '127.0.0.1', () => resolve(server.address().port));
});

const collect = (stream) => new Promise((resolve, reject) => {
  const chunks = [];
  stream.on('data', (chunk) => chunks.push(chunk));
  stream.on('error', reject);
  stream.on('end', () => resolve(Buffer.concat(chunks)));
});

// "20130524T000000Z" as a Date.
const dateOf = (stamp) => new Date((stamp ?? '').replace(
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

export class S3Service {
  static async start() {
    const service = new S3Service();
    const [{default: S3rver}, {SignatureV4}, {HttpRequest}, {Sha256}] = await Promise.all([
      import('s3rver'), import('@smithy/signature-v4'), import('@smithy/protocol-http'),
      import('@aws-crypto/sha256-js')]);
    service.HttpRequest = HttpRequest;
    service.signer = new SignatureV4({service: 's3', region: REGION, sha256: Sha256,
      uriEscapePath: false,
      credentials: {accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY}});
    service.directory = mkdtempSync(path.join(tmpdir(), 'koine-s3-'));
    process.on('exit', () => rmSync(service.directory, {recursive: true, force: true}));
    service.inner = new S3rver({address: '127.0.0.1', port: 0, silent: true,
      directory: service.directory, configureBuckets: [{name: BUCKET, configs: []}]});
    service.inner.store.putObject = putWhole;
    service.innerPort = (await service.inner.run()).port;
    service.prefixes = 0;
    service.last = Promise.resolve();
    service.reset();
    service.door = http.createServer((request, response) => service.take(request, response)
        .catch((e) => response.destroy(e)));
    service.port = await listen(service.door);
    return service;
  }

  // Forgets what tests made of it.
  reset() {
    this.log = [];            // "METHOD key" of what was let in
    this.down = false;        // breaks every connection
    this.failures = 0;        // how many of the next requests are answered 503
    this.hold = null;         // async (method, key): waits before a request goes on
    this.pageSize = 0;        // of lists; 0: as asked
  }

  get origin() { return `http://127.0.0.1:${this.port}`; }
  // Settings of a server; `prefix` one that others have, to share it.
  flags({prefix = `s${++this.prefixes}`, more = {}} = {}) {
    const settings = {url: `${this.origin}/${BUCKET}/${prefix}`, region: REGION,
      access_key: ACCESS_KEY, secret_key: SECRET_KEY, ...more};
    return Object.entries(settings).map(([name, value]) => `--files.s3.${name}=${value}`);
  }
  requests(method, part = '') {
    return this.log.filter((line) => line.startsWith(`${method} `) && line.includes(part));
  }

  async stop() {
    this.door.closeAllConnections();
    await new Promise((resolve) => { this.door.close(resolve); });
    await this.inner.close();
    rmSync(this.directory, {recursive: true, force: true});
  }

  // What lies below a prefix, asked of s3rver itself: elements of its list.
  async objects(prefix) {
    const url = `http://127.0.0.1:${this.innerPort}/${BUCKET}?list-type=2&prefix=${prefix}`;
    const text = await this.alone(async () =>
      (await fetch(url, {headers: {'x-amz-date': 'none'}})).text());
    return [...text.matchAll(/<Contents>.*?<\/Contents>/gs)].map((m) => m[0]);
  }
  async keys(prefix) {
    return (await this.objects(prefix)).map((object) => /<Key>([^<]*)<\/Key>/.exec(object)[1]);
  }

  async take(request, response) {
    if (this.down) return void request.socket.destroy();
    const body = await collect(request);
    if (this.failures > 0) {
      this.failures--;
      return refuse(response, 503, 'ServiceUnavailable');
    }
    const url = new URL(request.url, this.origin);
    const query = Object.fromEntries(url.searchParams);
    const host = request.headers.host;
    const [status, code] = await this.judge(request, url, query, body);
    if (code) return refuse(response, status, code);
    // The bucket stands in the host, or in the path.
    let target = url.pathname;
    if (host.startsWith(`${BUCKET}.`)) target = `/${BUCKET}${target}`;
    const key = decodeURIComponent(target.slice(BUCKET.length + 2));
    await this.hold?.(request.method, key);
    this.log.push(`${request.method} ${key}`);
    if (this.down) return void request.socket.destroy();
    if (query.delimiter) return this.listFolders(query, response);
    if (this.pageSize && 'list-type' in query) return this.listPage(query, response);
    await this.alone(() => this.forward(request, `${target}${url.search}`, body, response));
  }

  // One after the other: s3rver fails where one request removes a folder that another looks into or
  // puts something in, which S3 does not. So `work` must not wait for who asked, who may be gone.
  alone(work) {
    const turn = this.last.then(work);
    this.last = turn.catch(() => {});
    return turn;
  }

  // s3rver leaves out folders that have nothing but folders in them.
  async listFolders({prefix}, response) {
    const below = (await this.keys(prefix)).map((key) => key.slice(prefix.length));
    const folders = new Set(below.filter((key) => key.includes('/'))
        .map((key) => key.replace(/\/.*/, '/')));
    answer(response, 200, '<ListBucketResult><IsTruncated>false</IsTruncated>' +
        [...folders].map((folder) => `<CommonPrefixes><Prefix>${prefix}${folder}</Prefix>` +
            '</CommonPrefixes>').join('') + '</ListBucketResult>');
  }

  // Nor can s3rver make a token for the next page.
  async listPage({prefix, 'continuation-token': token = '+/= 0'}, response) {
    const from = Number(token.split(' ')[1]);
    const objects = await this.objects(prefix);
    const to = from + this.pageSize;
    const more = to < objects.length;
    answer(response, 200, `<ListBucketResult><IsTruncated>${more}</IsTruncated>` +
        `${objects.slice(from, to).join('')}` +
        `${more ? `<NextContinuationToken>+/= ${to}</NextContinuationToken>` : ''}` +
        '</ListBucketResult>');
  }

  forward(request, target, body, response) {
    return new Promise((resolve, reject) => {
      const inner = http.request({host: '127.0.0.1', port: this.innerPort, method: request.method,
        path: target, headers: {...request.headers, host: `127.0.0.1:${this.innerPort}`}},
      (answer) => collect(answer).then((bytes) => {
        response.writeHead(answer.statusCode, answer.headers).end(bytes);
        resolve();
      }, reject));
      inner.on('error', reject);
      inner.end(body);
    });
  }

  // What S3 itself would say: [status, code], or nothing if the request is right.
  async judge(request, url, query, body) {
    const {headers} = request;
    const given = this.readAuthorization(headers, query);
    if (!given) return [403, 'AccessDenied'];
    const [accessKey, day, region] = given.credential.split('/');
    if (accessKey !== ACCESS_KEY) return [403, 'InvalidAccessKeyId'];
    if (region !== REGION) return [400, 'AuthorizationHeaderMalformed'];
    const date = dateOf(given.stamp);
    if (!given.stamp.startsWith(day)) return [403, 'SignatureDoesNotMatch'];
    const [hostname, port] = headers.host.split(':');
    const signed = Object.fromEntries(given.names.map((name) => [name, headers[name] ?? '']));
    const plain = new this.HttpRequest({method: request.method, protocol: 'http:', hostname, port,
      path: url.pathname, query: given.query, headers: signed});
    if (given.expires !== null) {
      if (Date.now() > date.getTime() + given.expires * 1000) return [403, 'AccessDenied'];
      const hidden = new Set(['x-amz-content-sha256']);
      plain.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
      const right = await this.signer.presign(plain, {signingDate: date,
        expiresIn: given.expires, unsignableHeaders: hidden, unhoistableHeaders: hidden});
      return right.query['X-Amz-Signature'] === given.signature ? [] :
          [403, 'SignatureDoesNotMatch'];
    }
    if (Math.abs(Date.now() - date.getTime()) > SKEW_MS) return [403, 'RequestTimeTooSkewed'];
    const right = await this.signer.sign(plain, {signingDate: date});
    if (!right.headers.authorization.endsWith(`Signature=${given.signature}`)) {
      return [403, 'SignatureDoesNotMatch'];
    }
    const hash = body.length ? createHash('sha256').update(body).digest('hex') : EMPTY;
    return headers['x-amz-content-sha256'] === hash ? [] : [400, 'XAmzContentSHA256Mismatch'];
  }

  readAuthorization(headers, query) {
    if (query['X-Amz-Signature']) {
      const {'X-Amz-Signature': signature, 'X-Amz-Credential': credential,
        'X-Amz-Date': stamp, 'X-Amz-Expires': expires, 'X-Amz-SignedHeaders': names,
        'X-Amz-Algorithm': algorithm, ...rest} = query;
      if (algorithm !== 'AWS4-HMAC-SHA256') return null;
      return {signature, credential, stamp, expires: Number(expires), names: names.split(';'),
        query: rest};
    }
    const found = new RegExp('^AWS4-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),' +
        'Signature=([0-9a-f]{64})$').exec(headers.authorization ?? '');
    if (!found) return null;
    return {credential: found[1], names: found[2].split(';'), signature: found[3], query,
      stamp: headers['x-amz-date'] ?? '', expires: null};
  }
}

// Puts an object into s3rver's files. Its own way answers before the file is open; on a busy
// machine it is opened after the next request has deleted it, and is there again.
async function putWhole({bucket, key, content, metadata}) {
  const bytes = await collect(content);
  const file = this.getResourcePath(bucket, key, 'object');
  const md5 = createHash('md5').update(bytes).digest('hex');
  await mkdir(path.dirname(file), {recursive: true});
  await this.putMetadata(bucket, key, metadata, md5);
  await writeFile(file, bytes);
  return {size: bytes.length, md5};
}

function answer(response, status, xml) {
  response.writeHead(status, {'Content-Type': 'application/xml'});
  response.end(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);
}

function refuse(response, status, code) {
  answer(response, status, `<Error><Code>${code}</Code><Message>no</Message></Error>`);
}
