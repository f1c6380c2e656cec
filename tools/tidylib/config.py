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
    "src/core/history/merge.cc",  # the title of messages sent on as one, which is the sender's text
    "src/core/wallet/red_packet.h",
}

# Tables that hold nothing of a tenant; every statement on any other table binds the tenant.
TABLES_WITHOUT_TENANT = {
    "meta",  # seal key, schema version, settings made at run time
    "schema_version",  # which migrations ran
    "schema_sum",  # their sums
    "id_block",  # the next block of ids
    "lease",  # which node does what
    "log_head",  # the last position
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
