// Sends an operation from the page, with what readers fill in. Tokens and addresses are kept for
// the tab, by dialect; the token that an answer brings is kept by itself.
'use strict';

const tryTexts = {
  en: {
    title: 'Try it', address: 'Address', token: 'Token', body: 'Body (JSON)', file: 'File',
    send: 'Send', sending: 'Sending …', kept: 'The token is kept for the next calls.',
    bytes: (n, type) => `${n} bytes, ${type || 'without a type'}`,
    unread: 'This is no JSON: ',
    failed: 'No answer that this page may read. Is this the address of the dialect? The page at ' +
      '/doc.html of that address may always ask it.',
  },
  zh: {
    title: '试一试', address: '地址', token: '令牌', body: '请求体（JSON）', file: '文件',
    send: '发送', sending: '发送中 …', kept: '已保存令牌，后续请求会自动带上。',
    bytes: (n, type) => `${n} 字节，${type || '类型未知'}`,
    unread: '不是合法的 JSON：',
    failed: '没有得到本页可读取的响应。地址是否属于该方言？用该地址自己的 /doc.html 总是可以的。',
  },
};
const tt = (key) => tryTexts[language][key];

const kept = (key, otherwise) => sessionStorage.getItem(`doc.${key}`) ?? otherwise;
const keep = (key, value) => sessionStorage.setItem(`doc.${key}`, value);

// Where the operations of a document are called unless the reader says otherwise.
function addressOf(document) {
  const { variables } = document.servers[0];
  if (!variables) return location.origin;
  return `${location.protocol}//${location.hostname}:${variables.port.default}`;
}

function plain(value) {
  if (Array.isArray(value)) return value.join(',');
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

// An input with its label.
function field(form, label, value, type) {
  const input = el(type === 'area' ? 'textarea' : 'input', '');
  if (type === 'area') input.rows = Math.min(14, value.split('\n').length + 1);
  else input.type = type || 'text';
  if (type !== 'file') input.value = value;
  input.spellcheck = false;
  input.autocomplete = 'off';
  form.append(el('label', '', el('span', '', label), input));
  return input;
}

// Of a field that is kept for the tab.
function keptField(form, label, key, otherwise) {
  const input = field(form, label, kept(key, otherwise));
  input.addEventListener('change', () => keep(key, input.value));
  return input;
}

// The name of the part of a form that is a file.
const fileOf = (schema) => ((schema && schema.allOf) || [])
  .flatMap((one) => Object.entries(one.properties || {}))
  .filter(([, one]) => one.contentMediaType).map(([name]) => name)[0];

// The token in an answer, wherever dialects have it.
function tokenIn(answer) {
  const data = (answer && answer.data) || {};
  return [data.accessToken, data.token].find((one) => typeof one === 'string' && one !== '');
}

async function textOfAnswer(response) {
  const type = response.headers.get('content-type') || '';
  const bytes = await response.arrayBuffer();
  if (!/json|text|xml/.test(type)) return { text: tt('bytes')(bytes.byteLength, type) };
  const text = new TextDecoder().decode(bytes);
  try {
    const json = JSON.parse(text);
    return { json, text: JSON.stringify(json, null, 2) };
  } catch {
    return { text };
  }
}

// What is to be sent: {url, init}.
function requestOf(one, inputs) {
  const headers = {};
  const query = new URLSearchParams();
  let { path } = one;
  for (const [parameter, input] of inputs.parameters) {
    const { name } = parameter;
    if (parameter.in === 'path') path = path.replace(`{${name}}`, encodeURIComponent(input.value));
    else if (input.value === '') continue;
    else if (parameter.in === 'header') headers[name] = input.value;
    else query.append(name, input.value);
  }
  if (inputs.token && inputs.token.value !== '') {
    const { type, name } = inputs.scheme;
    if (type === 'http') headers.Authorization = `Bearer ${inputs.token.value}`;
    else headers[name] = inputs.token.value;
  }
  const init = { method: one.method.toUpperCase(), headers, credentials: 'omit' };
  const text = inputs.body ? inputs.body.value.trim() : '';
  const fields = text === '' ? {} : JSON.parse(text);
  if (inputs.file) {
    init.body = new FormData();
    for (const [name, value] of Object.entries(fields)) init.body.append(name, plain(value));
    for (const file of inputs.file.files) init.body.append(inputs.fileName, file);
  } else if (inputs.body) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(fields);
  }
  const rest = query.size > 0 ? `?${query}` : '';
  return { url: inputs.address.value.replace(/\/$/, '') + path + rest, init };
}

async function send(one, inputs, output) {
  let request;
  try {
    request = requestOf(one, inputs);
  } catch (error) {
    output.replaceChildren(el('p', 'note', tt('unread') + error.message));
    return;
  }
  output.replaceChildren(el('p', 'note', tt('sending')));
  const begun = performance.now();
  try {
    const response = await fetch(request.url, request.init);
    const { json, text } = await textOfAnswer(response);
    const took = `${Math.round(performance.now() - begun)} ms`;
    output.replaceChildren(
      el('p', 'note', `HTTP ${response.status} · ${took}`), el('pre', '', text));
    const token = tokenIn(json);
    if (!token) return;
    keep(`token.${one.operation.tags[0]}`, token);
    output.append(el('p', 'note', tt('kept')));
  } catch (error) {
    output.replaceChildren(el('p', 'note', `${tt('failed')} (${error.message})`));
  }
}

// The form of an operation.
function tryPanel(one) {
  const { operation } = one;
  const [dialect] = operation.tags;
  const form = el('form', 'try');
  const inputs = { parameters: [] };
  inputs.address = keptField(form, tt('address'), `address.${dialect}`, addressOf(one.document));
  const [scheme] = Object.keys(operation.security[0] || {});
  if (scheme) {
    inputs.scheme = schemes[scheme];
    inputs.token = keptField(form, tt('token'), `token.${dialect}`, '');
  }
  for (const parameter of operation.parameters || []) {
    const label = `${parameter.name} (${parameter.in})`;
    const example = plain(parameter.example);
    inputs.parameters.push([parameter, parameter.in === 'header'
      ? keptField(form, label, `header.${dialect}.${parameter.name}`, example)
      : field(form, label, example)]);
  }
  const content = (operation.requestBody && operation.requestBody.content) || {};
  for (const [type, media] of Object.entries(content)) {
    inputs.body = field(form, tt('body'), JSON.stringify(media.example || {}, null, 2), 'area');
    if (!type.startsWith('multipart')) continue;
    inputs.fileName = fileOf(media.schema);
    inputs.file = field(form, `${tt('file')} (${inputs.fileName})`, '', 'file');
  }
  const output = el('div', 'output');
  output.setAttribute('aria-live', 'polite');
  const button = el('button', 'send', tt('send'));
  button.type = 'submit';
  form.append(button);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(one, inputs, output);
  });
  // Another operation may have brought a token since.
  form.addEventListener('focusin', () => {
    if (inputs.token && inputs.token.value === '') {
      inputs.token.value = kept(`token.${dialect}`, '');
    }
  });
  return el('div', '', el('h3', '', tt('title')), form, output);
}
