#!/usr/bin/env python3
"""Hands a mail over to Koine: a mail server pipes it in and names the recipient.

    mail_in.py URL SECRET_FILE RECIPIENT < mail

URL is that of Koine, SECRET_FILE holds mail.hook_secret. Ends as mail servers expect it
(sysexits.h): 0 taken, 67 no such user, 65 refused, 75 try again later.
"""
import base64
import email
import email.policy
import hashlib
import hmac
import json
import re
import sys
import time
import urllib.error
import urllib.request

REFUSED, NO_USER, LATER = 65, 67, 75
BYTES_MAX = 1024 * 1024  # of a request
IDS_MAX = 50
FILES_MAX = 20
ID = re.compile(r"<([^<>\s]+)>")


def text_of(part):
    try:
        return part.get_content()
    except (LookupError, ValueError):  # a charset that nobody knows
        return part.get_payload(decode=True).decode("utf-8", "replace")


def letter_of(mail, recipient):
    sender = mail["From"].addresses[0] if mail["From"] and mail["From"].addresses else None
    plain, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    answered = ID.findall(str(mail["References"] or ""))[::-1]
    answered = ID.findall(str(mail["In-Reply-To"] or "")) + answered
    ids = ID.findall(str(mail["Message-ID"] or ""))
    files = []
    for number, part in enumerate(mail.iter_attachments(), 1):
        content = part.get_payload(decode=True)
        if content is None:  # a mail within the mail
            content = b"".join(one.as_bytes() for one in part.get_payload())
        files.append({"name": part.get_filename() or "%d.eml" % number,
                      "content": base64.b64encode(content).decode()})
    letter = {"to": [recipient], "from": sender.addr_spec if sender else "",
              "fromName": sender.display_name if sender else "",
              "subject": str(mail["Subject"] or "")[:255], "messageId": ids[0] if ids else "",
              "answers": list(dict.fromkeys(answered))[:IDS_MAX], "files": files[:FILES_MAX]}
    if html is not None:
        letter["html"] = text_of(html)
    elif plain is not None:
        letter["text"] = text_of(plain)
    return letter


def hand_over(url, secret, letter):
    # A lone surrogate stands for a byte that was no character.
    body = json.dumps(letter, ensure_ascii=False).encode("utf-8", "replace")
    if len(body) > BYTES_MAX:
        return REFUSED
    key = base64.b64decode(secret.strip()[len("whsec_"):])
    name, now = "mail_" + hashlib.sha256(body).hexdigest()[:32], str(int(time.time()))
    mark = hmac.new(key, ("%s.%s." % (name, now)).encode() + body, hashlib.sha256).digest()
    request = urllib.request.Request(
        url.rstrip("/") + "/api/im/email/incoming", body, {
            "Content-Type": "application/json", "webhook-id": name, "webhook-timestamp": now,
            "webhook-signature": "v1," + base64.b64encode(mark).decode()})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            code = json.load(answer)["code"]
    except urllib.error.HTTPError as error:
        code = error.code
    except (OSError, ValueError):
        return LATER
    if code == 200:
        return 0
    if code == 404:
        return NO_USER
    # What is wrong with the set-up, or too much for now, is no fault of the mail.
    return LATER if code in (401, 403, 429) or 500 <= code < 600 else REFUSED


def main():
    url, file, recipient = sys.argv[1:]
    mail = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
    with open(file, encoding="ascii") as secret:
        return hand_over(url, secret.read(), letter_of(mail, recipient))


if __name__ == "__main__":
    sys.exit(main())
