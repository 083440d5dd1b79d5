# make serve: set up and serve the chat.  make test: set up, lint and run the tests.
# make alone lists the commands.
# Commands run as modules: a script's first line cannot name an interpreter whose path has spaces.
SHELL := /bin/sh
BIN := .venv/bin
INSTALLED := .venv/.installed

SUITABLE := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
# The first name that is a suitable Python; make PYTHON=... overrides it.
PYTHON ?= $(shell for name in python3.11 python3 python3.12 python3.13; do \
	"$$name" -c '$(SUITABLE)' 2>/dev/null && { echo "$$name"; break; }; done)

.PHONY: help install serve test lint eval bench stress bundle licences format clean
.DEFAULT_GOAL := help

# The mark holds the folder's path: after a move, or when its Python is gone, it is set up again.
WORKS := $(BIN)/python -c 'import pip' 2>/dev/null
ifneq ($(shell $(WORKS) && test "$$(cat $(INSTALLED) 2>/dev/null)" = "$$(pwd -P)" && echo yes),yes)
.PHONY: $(INSTALLED)
endif

# The mark is set last and taken away first: without it an environment may be half filled, and is
# emptied. The downloads are kept by pip, so that starting again is quick.
$(INSTALLED): pyproject.toml
	@"$(PYTHON)" -c '$(SUITABLE)' 2>/dev/null || { \
	echo '需要 Python 3.11（3.12、3.13 也可以），没有找到。请先安装，或用 make PYTHON=解释器的路径 指定。' >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
	echo '这个 Python 缺少 venv 模块。Debian、Ubuntu 请先运行：sudo apt-get install python3-venv' >&2; exit 1; }
	@echo '正在安装依赖，第一次需要几分钟……'
	@if test -e $(INSTALLED) && $(WORKS); then rm $(INSTALLED); else "$(PYTHON)" -m venv --clear .venv; fi
	@{ $(BIN)/python -m pip install --quiet --upgrade pip \
	&& $(BIN)/python -m pip install --quiet --no-compile torch==2.13.0 \
	&& PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --no-compile --editable '.[dev]'; } || { \
	echo '安装没有完成。请检查网络和磁盘空间，再运行一次同样的命令。' >&2; exit 1; }
	@$(BIN)/python -m compileall -q -j 0 .venv/lib >/dev/null 2>&1 || true  # pip would use one core
	@pwd -P >$(INSTALLED)

help: # 列出这些命令
	@sed -n 's/^\([a-z]*\):[^#]*# /make \1\t/p' Makefile

# Compiled here, so that the first question of each process does not wait where Python keeps nothing.
install: $(INSTALLED) # 把依赖装进 .venv；装好的不会重装
	@$(BIN)/python -m compileall -q assistant bench eval index ingest ui || true

serve: install # 启动网页和接口
	@$(BIN)/python -m ui serve

lint: install # 检查格式、代码和类型
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

test: lint # 检查并运行全部测试
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

eval: install # 评测；选项写在 ARGS 里，如 make eval ARGS='--half report'
	$(BIN)/python -m ui eval $(ARGS)

bench: install # 测量速度、内存和体积；选项写在 ARGS 里，如 make bench ARGS='--sizes 10000'
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python -m bench $(ARGS)

stress: install # 长时间压力、断电和坏文件试验，结果写进 docs/stress.md
	$(BIN)/python -m tests.stress $(ARGS)

bundle: install # 做一个可以拷到没有网络的电脑上安装的文件夹，在 dist/
	@$(BIN)/python bundle/make_bundle.py

licences: install # 列出所用的各个包的许可证，写进 docs/licences.md
	@$(BIN)/python -m piplicenses --from=mixed --format=markdown --with-urls --order=license | grep '^|' >docs/licences.md

format: install # 整理代码格式
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

clean: # 删除安装的依赖，保留索引和数据
	rm -rf .venv build *.egg-info
