"""What the rules know about this project, in one place."""

# What a layer may include besides itself.
LAYERS = {
    "server": {"dialect", "cluster", "gateway", "core", "store", "net", "base"},
    "dialect": {"gateway", "core", "store", "base"},
    "cluster": {"gateway", "core", "store", "base"},
    "gateway": {"net", "core", "store", "base"},
    "core": {"store", "base"},
    "store": {"base"},
    "net": {"base"},
    "base": set(),
}

# Layers whose folders (one per dialect) do not include each other.
SEPARATE_FOLDERS = {"dialect"}

# Folders whose folders are nouns of their own.
GROUPS = {"core/office"}

# Layers without a cycle between their folders.
ACYCLIC_FOLDERS = {"core"}

# The files that may include the header of a library, so that the rest sees an interface of ours.
# Tests may include any of them.
LIBRARIES = {
    "boost/": ["src/net/request_parser.cc"],
    "crypt.h": ["src/core/identity/password.cc"],
    "curl/": ["src/base/http_client.cc"],
    "google/": ["src/dialect/openim/proto.cc"],
    # A test compares with the library itself.
    "libical/": [
        "src/core/office/schedule/calendar.cc",
        "src/core/office/schedule/recurrence.cc",
        "src/core/office/schedule/recurrence_test.cc",
    ],
    "libdeflate.h": ["src/net/gzip.cc", "src/store/page_sums.cc"],
    "libpq-fe.h": ["src/store/pg_conn.h"],
    "libxml/": ["src/core/office/mail/clean.cc"],
    "nats/": ["src/cluster/nats.cc"],
    # Besides digests, a cipher and keys: TLS.
    "openssl/": [
        "src/base/chunk_cipher.cc",
        "src/base/crypto.cc",
        "src/base/gcm.cc",
        "src/base/signing_key.cc",
        "src/net/certificate.cc",
        "src/net/tls.cc",
    ],
    "png.h": ["src/dialect/imchat/captcha.cc", "src/dialect/ruoyi/qr_image.cc"],
    "pugixml.hpp": ["src/store/s3_client.cc"],
    "seccomp.h": ["src/server/image_worker_child.cc"],
    "simdjson.h": ["src/base/text.cc"],
    "sodium.h": ["src/core/identity/password.cc"],
    "spdlog/": ["src/base/log.cc"],
    # The file system of SQLite is written against its C interface.
    "sqlite3.h": ["src/store/sqlite_conn.h", "src/store/file_vfs.cc"],
    "toml++/": ["src/base/config.cc"],
    "utf8proc.h": ["src/base/name.cc"],
    "vips/": [],  # loaded at run time, in the confined process
    "zlib.h": [],  # the load generator alone
}

FILE_LINES_MAX = 600
FUNCTION_LINES_MAX = 70
COLUMNS_MAX = 100

CPP = (".cc", ".h")
CODE = CPP + (".py", ".sh", ".mjs", ".js", ".ts", ".vue", ".css", ".cmake")
TEXT = CODE + (".md", ".json", ".txt", ".toml", ".html", ".yml", ".yaml", ".t", ".S")

# Made by a program and committed because a test compares them.
GENERATED = {"web/src/api/schema.d.ts", "web/openapi.json"}

# Files of the core that have texts for people: the words of kinds, and names that are given.
SPEAKING = {
    "src/core/body/body.cc",
    "src/core/notification/said.cc",
    "src/core/contact/contact.h",
    "src/core/identity/account.cc",
    "src/core/identity/admin.h",
    "src/core/office/approval/defaults.h",
    "src/core/office/application/defaults.cc",  # the names of the parts of this product
    "src/core/office/approval/defaults.cc",  # the names and fields of the templates
    "src/core/office/ding/templates.cc",
    "src/core/office/external/titles.cc",  # the names of columns of a table
    "src/core/office/organization/sheet.cc",  # the same
    "src/core/history/merge.cc",  # the title of messages sent on as one, which is the sender's text
    "src/core/wallet/red_packet.h",
}

# Tables that hold nothing of a tenant; every statement on any other table binds the tenant.
TABLES_WITHOUT_TENANT = {
    "meta",  # seal key, schema version, settings made at run time
    "schema_version",  # which migrations ran
    "schema_sum",  # their sums
    "schema_additive",  # which of them older programs go on beside
    "restore_state",  # a restore that is not finished
    "move_state",  # a move that is not finished, as the two below
    "move_table",
    "move_index",
    "id_block",  # the next block of ids
    "lease",  # which node does what
    "log_head",  # the last position
    "row_change",  # which rows of any table changed, and since when that is known
    "row_change_floor",
    "row_feed",  # rows in memory that a statement inserts
    "tenant",  # the tenants themselves
    "search_part",  # the index says only where to look: what is found is read with its tenant
    "search_page",
    "node",  # the processes on this store
    "job",  # what is due; the verb that a job runs takes its tenant from the payload
}

# Calls that only base/ may make: time and chance come in as parameters there; and calls that no
# file should make.
BANNED_OUTSIDE_BASE = {
    r"(?<![\w.>])(?:std::|::)?time\s*\(\s*(?:NULL|nullptr|0|&)": "take a Clock",
    r"\bsystem_clock\b": "take a Clock",
    r"\bgettimeofday\s*\(": "take a Clock",
    r"\bCLOCK_REALTIME\b": "take a Clock",
    r"(?<![\w.>])(?:std::|::)?s?rand\s*\(": "take a Random",
    r"\brandom_device\b": "take a Random",
    r"\bgetrandom\s*\(": "take a Random",
}
BANNED = {
    r"\bstrcpy\s*\(": "it does not know the size of its target",
    r"\bstrcat\s*\(": "it does not know the size of its target",
    r"(?<![\w.>])(?:std::|::)?v?sprintf\s*\(": "it does not know the size of its target",
    r"(?<![\w.>:])gets\s*\(": "it does not know the size of its target",
    r"\bstrtok\s*\(": "it keeps hidden state",
    r"(?<![\w.>])(?:std::|::)?(?:localtime|gmtime|asctime|ctime)\s*\(": "it keeps hidden state",
    r"(?<![\w.>])(?:std::|::)?ato(?:i|l|ll|f)\s*\(": "it cannot report an error",
    r"(?<![\w.>])(?:std::|::)?(?:system|popen)\s*\(": "no shell is started",
}
