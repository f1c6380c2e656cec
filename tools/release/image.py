"""An image for containers: the program and the libraries it needs, and nothing else."""

import glob
import json
import os
import time

import icu
from archive import Tree, gz, sha256
from libraries import is_carried, machine_of, shipped

USER = 10001
LISTENERS = {"MAIN": 8080, "IMCHAT_BACKSTAGE": 8081, "IMCHAT_REDPACKET": 8082,
             "APPIM_SOCKET": 8282, "OPENIM_GATEWAY": 10001, "OPENIM_API": 10002}


def root(package, program, epoch, work):
    """The files of the image: those of the package that run, and libraries of this Debian. It has
    no shell, so no scripts."""
    tree = Tree(epoch)
    machine = machine_of(program)
    for path, entry in package.entries.items():
        if path.startswith(("usr/bin/koine", "usr/lib/koine", "usr/share/doc/koine/copyright")) \
                and path != "usr/bin/koine-certificate":
            tree.file(path, entry[3], entry[1]) if entry[0] == "file" else tree.folder(path)
    for soname, path in shipped(program).items():
        if soname.startswith("ld-"):
            tree.copy(f"{machine.loader}/{soname}", path, 0o755)
        elif icu.is_data(soname):
            tree.file(f"usr/lib/{machine.triplet}/{soname}", icu.library(path, work))
        elif not is_carried(soname):
            tree.copy(f"usr/lib/{machine.triplet}/{soname}", path)
    tree.link("lib", "usr/lib")
    tree.link(os.path.basename(machine.loader), machine.loader)
    # The program asks for the locale C.UTF-8 and does not start without it.
    for path in glob.glob("/usr/lib/locale/C.utf8/**", recursive=True):
        if os.path.isfile(path):
            tree.copy(path[1:], path)
    authorities = []
    for path in sorted(glob.glob("/usr/share/ca-certificates/mozilla/*.crt")):
        with open(path, "rb") as file:
            authorities.append(file.read())
    tree.file("etc/ssl/certs/ca-certificates.crt", b"".join(authorities))
    for path in glob.glob("/usr/share/zoneinfo/[A-Z]*/**", recursive=True):
        if not os.path.isfile(path):
            continue
        with open(path, "rb") as file:
            data = file.read()
        if data.startswith(b"TZif"):
            tree.file(path[1:], data)
    tree.file("etc/passwd", f"root:x:0:0::/:/\nkoine:x:{USER}:{USER}::/data:/\n")
    tree.file("etc/group", f"root:x:0:\nkoine:x:{USER}:\n")
    tree.file("etc/nsswitch.conf", "hosts: files dns\n")
    tree.folder("tmp", 0o1777)
    tree.folder("data", 0o700, USER)
    return tree


def config(layer, version, epoch, machine):
    listens = [f"KOINE_LISTEN_{name}=0.0.0.0:{port}" for name, port in LISTENERS.items()]
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch))
    return {
        "created": created, "architecture": machine.debian, "os": "linux",
        "config": {
            "User": f"{USER}:{USER}", "Env": ["PATH=/usr/bin", "KOINE_DATA=/data", *listens],
            "Entrypoint": ["/usr/bin/koine"], "Cmd": ["serve"], "WorkingDir": "/data",
            "Volumes": {"/data": {}}, "StopSignal": "SIGTERM",
            "ExposedPorts": {f"{port}/tcp": {} for port in LISTENERS.values()},
            # Engines that know no such thing leave it out.
            "Healthcheck": {"Test": ["CMD", "/usr/bin/koine", "status"],
                            "Interval": 30_000_000_000, "Timeout": 5_000_000_000,
                            "StartPeriod": 300_000_000_000, "Retries": 3},
            "Labels": {"org.opencontainers.image.title": "Koine",
                       "org.opencontainers.image.version": version,
                       "org.opencontainers.image.licenses": "Apache-2.0"}},
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{sha256(layer)}"]},
        "history": [{"created": created, "created_by": "./dev release"}]}


def archive(layer, version, epoch, machine):
    """A tar file with an OCI layout, in which `docker load` of any age finds its way too."""
    packed = gz(layer)
    out = Tree(epoch)

    def blob(data):
        out.file(f"blobs/sha256/{sha256(data)}", data)
        return {"digest": f"sha256:{sha256(data)}", "size": len(data)}

    def encoded(value):
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()

    media = "application/vnd.oci.image."
    about = encoded(config(layer, version, epoch, machine))
    of_config = {"mediaType": media + "config.v1+json", **blob(about)}
    of_layer = {"mediaType": media + "layer.v1.tar+gzip", **blob(packed)}
    manifest = {"schemaVersion": 2, "mediaType": media + "manifest.v1+json",
                "config": of_config, "layers": [of_layer]}
    of_manifest = {"mediaType": media + "manifest.v1+json", **blob(encoded(manifest)),
                   "annotations": {"io.containerd.image.name": f"docker.io/library/koine:{version}",
                                   "org.opencontainers.image.ref.name": version}}
    out.file("oci-layout", '{"imageLayoutVersion":"1.0.0"}')
    out.file("index.json", encoded({"schemaVersion": 2, "mediaType": media + "index.v1+json",
                                    "manifests": [of_manifest]}))
    path = "blobs/sha256/"
    out.file("manifest.json", encoded([{
        "Config": path + of_config["digest"][7:], "RepoTags": [f"koine:{version}"],
        "Layers": [path + of_layer["digest"][7:]]}]))
    return out.tar()
