"""Writes sizes and hashes of a model's files into `models/catalogue.json`, where its entry stands already.

    python models/training/catalogue.py shop-detector shop-detector-tfjs
"""

import hashlib
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "models/catalogue.json"


def renewed(entry: str) -> str:
    """@param entry: the text of one model, from its `id` to its end."""
    sizes, hashes = [], []
    for url in re.findall(r'"url": "(models/[^"]+)"', entry):
        file = ROOT / url
        if not file.is_file():
            raise SystemExit(f"{url} is not there yet; export the model first. {CATALOGUE.name} stays as it was.")
        content = file.read_bytes()
        sizes.append(len(content))
        hashes.append(hashlib.sha256(content).hexdigest())
        after = rf'("url": "{re.escape(url)}",\s*"path": "[^"]+",\s*"bytes": )\d+(,\s*"sha256": )"[0-9a-f]*"'
        entry = re.sub(after, rf'\g<1>{sizes[-1]}\g<2>"{hashes[-1]}"', entry)
    if not hashes:
        raise SystemExit("An entry names no file of ours; files from elsewhere have the sizes and hashes they had.")
    whole = f'"{hashes[0]}"' if len(hashes) == 1 else "null"
    return re.sub(r'"bytes": \d+(,\s*"sha256": )(?:"[0-9a-f]*"|null)', rf'"bytes": {sum(sizes)}\g<1>{whole}', entry, count=1)


def main() -> None:
    text = CATALOGUE.read_text()
    for name in sys.argv[1:]:
        begin = text.find(f'"id": "{name}"')
        if begin < 0:
            raise SystemExit(f"{CATALOGUE.name} has no model {name} yet; write its entry first, with any sizes and hashes.")
        end = text.find('"id": "', begin + 1)
        end = len(text) if end < 0 else end
        text = text[:begin] + renewed(text[begin:end]) + text[end:]
    CATALOGUE.write_text(text)


if __name__ == "__main__":
    main()
