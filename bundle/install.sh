#!/bin/sh
# Install from this folder alone, without a network: sh install.sh
set -eu
cd -- "$(dirname -- "$0")"

wanted=$(cat python-version)
minor=${wanted%.*}
python=${PYTHON:-python$minor}
suitable="import sys, venv, ensurepip
wanted = tuple(map(int, '$wanted'.split('.')))
sys.exit(not (sys.version_info[:2] == wanted[:2] and sys.version_info[:3] >= wanted))"
if ! "$python" -c "$suitable" 2>/dev/null; then
    echo "需要 Python $minor（$wanted 或更新的修订版，带 venv）。请先安装，或用 PYTHON=解释器的路径 sh install.sh 指定。" >&2
    exit 1
fi
"$python" -m venv --clear .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps wheels/*.whl
POLICYQA_DATA=data .venv/bin/policyqa build
echo "装好了。在这个文件夹里运行 .venv/bin/policyqa serve ，再打开 http://127.0.0.1:7860"
