// Uploads to OpenIM's object storage, as clients make them.
import {createHash} from 'node:crypto';
import {mustOpenim} from './openim.mjs';

export const PART = 5 * 1024 * 1024;
export const md5 = (bytes) => createHash('md5').update(bytes).digest('hex');

export function partsOf(bytes, size = PART) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
  return parts;
}
// The hash of a content: the MD5 of its parts' MD5s (openim 9.3).
export const hashOf = (bytes) => md5(partsOf(bytes).map(md5).join(','));

// What stands behind the address of the server.
export const pathOf = (url) => url.replace(/^https?:\/\/[^/]+/, '');

export const initiate = (server, who, name, bytes, more = {}) => mustOpenim(server.openim,
    '/object/initiate_multipart_upload', who.token, {hash: hashOf(bytes), size: bytes.length,
      partSize: PART, maxParts: Math.min(20, partsOf(bytes).length), cause: 'msg-file', name,
      contentType: 'application/octet-stream', ...more});

export const putPart = (server, url, bytes) => server.openim.request('PUT', pathOf(url),
    {headers: {'Content-Type': 'application/octet-stream'}, body: bytes});

export const complete = (server, who, uploadID, name, bytes, more = {}) => mustOpenim(server.openim,
    '/object/complete_multipart_upload', who.token, {uploadID, parts: partsOf(bytes).map(md5),
      name, contentType: 'application/octet-stream', cause: 'msg-file', ...more});

// Sends a content as browsers do with a form.
export function postForm(server, url, bytes, field = 'file') {
  const boundary = 'koine-test-boundary';
  const body = Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ` +
      `name="${field}"; filename="x"\r\n\r\n`), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return server.openim.request('POST', pathOf(url),
      {headers: {'Content-Type': `multipart/form-data; boundary=${boundary}`}, body});
}

// Uploads and returns the address.
export async function uploadObject(server, who, name, bytes, more = {}) {
  const {url, upload} = await initiate(server, who, name, bytes, more);
  if (url) return url;
  for (const [i, part] of partsOf(bytes).entries()) {
    const answer = await putPart(server, upload.sign.parts[i].url, part);
    if (answer.status !== 200) throw new Error(`part ${i + 1}: ${answer.status} ${answer.text}`);
  }
  return (await complete(server, who, upload.uploadID, name, bytes, more)).url;
}

// Follows an address to the content: {status, headers, body}.
export async function download(server, url, headers = {}) {
  const first = await server.openim.request('GET', pathOf(url), {headers});
  if (first.status !== 302) return first;
  return server.openim.request('GET', pathOf(first.headers.location), {headers});
}
