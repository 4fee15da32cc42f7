#!/usr/bin/env python3
"""Packs a built native library and python/detente into a wheel.

`make wheel` has maturin build the library for release. Tests take the library that the workspace's build made
anyhow, which spares them a second build of everything, and pack it here.

Usage: pack_wheel.py BUILD FOLDER [PLATFORM], BUILD as target/debug; prints the wheel's path.
"""

import base64
import hashlib
import re
import sys
import sysconfig
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Wheels of the same contents are the same bytes.
TIME = (2020, 1, 1, 0, 0, 0)


def main() -> int:
    if len(sys.argv) not in (3, 4):
        print(__doc__, file=sys.stderr)
        return 2
    build, folder = Path(sys.argv[1]), Path(sys.argv[2])
    names = ("libdetente_native.so", "libdetente_native.dylib")
    library = next((build / name for name in names if (build / name).is_file()), None)
    if library is None:
        print(f"{build} holds no {names[0]}: run `cargo build --workspace`", file=sys.stderr)
        return 1
    platform = sys.argv[3] if len(sys.argv) == 4 else sysconfig.get_platform()
    tag = "cp310-abi3-" + re.sub(r"[-.]", "_", platform)
    version = re.search(r'^version = "(.+)"', (ROOT / "Cargo.toml").read_text("utf-8"), re.M)[1]
    info = f"detente-{version}.dist-info"

    files = {}
    for path in sorted((ROOT / "python/detente").rglob("*")):
        if path.suffix in (".py", ".pyi") or path.name == "py.typed":
            files[path.relative_to(ROOT / "python").as_posix()] = path.read_bytes()
    files["detente/_native.abi3.so"] = library.read_bytes()
    for name in ("LICENSE-MIT", "LICENSE-APACHE"):
        files[f"{info}/licenses/{name}"] = (ROOT / name).read_bytes()
    files[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.4\nName: detente\nVersion: {version}\nRequires-Python: >=3.10\n"
        "License-Expression: MIT OR Apache-2.0\nLicense-File: LICENSE-MIT\nLicense-File: LICENSE-APACHE\n"
    ).encode()
    files[f"{info}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: pack_wheel\nRoot-Is-Purelib: false\nTag: {tag}\n"
    ).encode()

    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("detente-*.whl"):
        old.unlink()
    wheel = folder / f"detente-{version}-{tag}.whl"
    record = []
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, contents in files.items():
            digest = base64.urlsafe_b64encode(hashlib.sha256(contents).digest()).rstrip(b"=")
            record.append(f"{name},sha256={digest.decode()},{len(contents)}\n")
            packed.writestr(zipfile.ZipInfo(name, TIME), contents, zipfile.ZIP_DEFLATED, 1)
        record.append(f"{info}/RECORD,,\n")
        packed.writestr(zipfile.ZipInfo(f"{info}/RECORD", TIME), "".join(record))
    print(wheel)
    return 0


if __name__ == "__main__":
    sys.exit(main())
