"""A client of Koine, made by tools/clients/python.py of its own descriptions. Do not edit."""

import base64
import json
import os
import secrets
import socket
import struct
import urllib.error
import urllib.parse
import urllib.request


class Refused(Exception):
    """The server refused: `code` is the dialect's number, `answer` all of it."""

    def __init__(self, code, answer):
        super().__init__(f"{code}: {answer}")
        self.code = code
        self.answer = answer


def form_of(fields, files):
    """A multipart body of them, and its type."""
    edge = secrets.token_hex(16)
    parts = []
    for name, value in fields.items():
        text = value if isinstance(value, str) else json.dumps(value)
        parts.append(f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
                     .encode())
    for name, (filename, content) in files.items():
        parts.append((f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; '
                      f'filename="{filename}"\r\n\r\n').encode() + content + b"\r\n")
    return b"".join(parts) + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


class Calls:
    """Calls operations at an address, with these headers in every call."""

    def __init__(self, address, headers=None, timeout=30):
        self.address = address.rstrip("/")
        self.headers = dict(headers or {})
        self.timeout = timeout

    def call(self, method, path, places, query, body, files=None):
        for name, value in places.items():
            path = path.replace("{" + name + "}", urllib.parse.quote(str(value), safe=""))
        given = {name: value if isinstance(value, str) else json.dumps(value)
                 for name, value in query.items() if value is not None}
        url = self.address + path + ("?" + urllib.parse.urlencode(given) if given else "")
        headers = dict(self.headers)
        data = None
        if body is not None:
            some = {name: value for name, value in body.items() if value is not None}
            data, kind = json.dumps(some).encode(), "application/json"
            if files:
                data, kind = form_of(some, files)
            headers["Content-Type"] = kind
        request = urllib.request.Request(url, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:
                return self.read(answer.headers.get_content_type(), answer.read())
        except urllib.error.HTTPError as error:
            self.read(error.headers.get_content_type(), error.read())
            raise Refused(error.code, error.reason) from error

    @staticmethod
    def read(kind, content):
        """What an answer holds; a refusal is raised. A file is its bytes."""
        if kind != "application/json":
            return content
        answer = json.loads(content)
        if not isinstance(answer, dict):
            return answer
        code = answer.get("code", answer.get("errCode", 0))
        if code not in (0, 200):
            raise Refused(code, answer)
        return answer.get("data")


class Frames:
    """A WebSocket: text of JSON, at an address such as ws://127.0.0.1:8080/ws/im?token=…"""

    def __init__(self, address, timeout=30):
        parts = urllib.parse.urlsplit(address)
        if parts.scheme != "ws":
            raise ValueError("this client speaks ws:// alone; put a proxy before wss://")
        self.socket = socket.create_connection((parts.hostname, parts.port or 80), timeout)
        path = (parts.path or "/") + ("?" + parts.query if parts.query else "")
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
                             "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                             f"Sec-WebSocket-Key: {key}\r\n"
                             "Sec-WebSocket-Version: 13\r\n\r\n").encode())
        self.stream = self.socket.makefile("rb")
        status = self.stream.readline().decode().split(" ")[1]
        while self.stream.readline().strip():
            pass
        if status != "101":
            raise Refused(int(status), "the server opens no socket")

    def close(self):
        self.stream.close()
        self.socket.close()

    def write(self, kind, content):
        mask = os.urandom(4)
        size = len(content)
        if size < 126:
            head = struct.pack("!BB", 0x80 | kind, 0x80 | size)
        elif size < 65536:
            head = struct.pack("!BBH", 0x80 | kind, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | kind, 0x80 | 127, size)
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(content))
        self.socket.sendall(head + mask + masked)

    def send(self, kind, holder, fields):
        """A frame of this type, with those of the fields that are given."""
        given = {name: value for name, value in fields.items() if value is not None}
        self.write(1, json.dumps({"type": kind, holder: given}).encode())

    def receive(self, kind=None):
        """The next frame, or the next of this type; what comes before it is passed over."""
        whole = b""
        while True:
            first, size = self.stream.read(2)
            if size == 126:
                (size,) = struct.unpack("!H", self.stream.read(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", self.stream.read(8))
            content = self.stream.read(size)
            code = first & 0x0F
            if code == 8:
                raise ConnectionError("the server closed the socket: " + content[2:].decode())
            if code == 9:
                self.write(10, content)
            if code > 7:
                continue
            whole += content
            if not first & 0x80:
                continue
            frame, whole = json.loads(whole), b""
            if kind is None or kind in (frame.get("type"), frame.get("reqIdentifier")):
                return frame
