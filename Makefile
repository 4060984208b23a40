# gate: how it is built, tested and shown. `make help` lists the targets.
# `demo`, `test` and `build` install the system packages that are missing (apt or Homebrew) and say which.

PREFIX ?= /usr/local
DESTDIR ?=

# One step after the other, whatever -j says: they share .build, and SwiftPM uses every core itself.
.NOTPARALLEL:
.DEFAULT_GOAL := build
.PHONY: build demo test lint fuzz tools deps deps-test deps-extras install uninstall bench bench-curve bench-snapshot bench-commit \
  bench-cache bench-tests bench-flags bench-replay bench-secrets bench-history bench-matrix bench-accuracy bench-linear peers clean help
SHELL := /bin/bash

# make called from a git hook must not lead SwiftPM's own git to the hook's repository.
unexport GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
unexport GIT_COMMON_DIR GIT_NAMESPACE GIT_EXTERNAL_DIFF GIT_QUARANTINE_PATH

RELEASE := --configuration release --product gate
ifeq ($(shell uname -s),Darwin)
# Homebrew keeps these apart from the system's own, and macOS always shares the Swift run time.
BREW := $(shell brew --prefix 2>/dev/null)
export PKG_CONFIG_PATH := $(BREW)/opt/openssl@3/lib/pkgconfig:$(BREW)/opt/sqlite/lib/pkgconfig:$(PKG_CONFIG_PATH)
# macOS runs no binary whose signature strip has broken.
SIGN := codesign --force --sign -
# libgit2 is opened at run time; its .pc file is only read for the place of its header.
RELEASE += -Xlinker -dead_strip_dylibs
else
# A commit pays for what happens before main: no shared library but the system's own, and no address in the binary that has to
# be moved first (43,000 of them in a position-independent one). The exported symbol is that of CLibgit2Startup.
STATIC := .build/static
RELEASE += --static-swift-stdlib --pkg-config-path $(STATIC) -Xswiftc -use-ld=lld --disable-local-rpath
RELEASE += -Xlinker --no-pie -Xlinker --as-needed -Xlinker --export-dynamic-symbol=mbedtls_x509_crt_parse_file
SIGN := :
endif
BINARY := .build/gate

## build          the release binary, .build/gate
build: deps
	@$(if $(STATIC),bash .ci/static-libraries.sh $(STATIC) >/dev/null)
	@swift build $(RELEASE)
	@cp -f "$$(swift build $(RELEASE) --show-bin-path)/gate" $(BINARY).unstripped
	@strip $(BINARY).unstripped && $(SIGN) $(BINARY).unstripped && mv -f $(BINARY).unstripped $(BINARY)
	@echo "built: $$PWD/$(BINARY) ($$(($$(wc -c <$(BINARY)) / 1024)) KiB)"

## install        puts it in $(DESTDIR)$(PREFIX)/bin; builds first where the sources are newer
install:
	@if [ ! -x $(BINARY) ] || [ -n "$$(find Package.swift Sources Hooks Config -newer $(BINARY) -print -quit)" ]; \
	  then $(MAKE) --no-print-directory build; fi
	@mkdir -p "$(DESTDIR)$(PREFIX)/bin"
	@install -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/gate"
	@echo "installed: $(DESTDIR)$(PREFIX)/bin/gate"

## uninstall      takes it away again
uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/gate"

## demo           a refused commit, the mend, the cached re-run and a push, in a scratch repository
demo: deps-test tools build
	@bash .ci/demo.sh $(BINARY)

## test           linters, a build without warnings, every test
test: deps-extras deps-test tools lint build
	@bash .ci/build-tests.sh
	@bash .ci/test.sh
	@echo "make test: all is well"

## lint           the formatter and the linters alone
lint: tools
	@bash .ci/lint.sh

## fuzz           damaged indexes and texts of anchors, FUZZ_SECONDS=60 of each
fuzz: deps
	@bash .ci/fuzz.sh

## bench          hook run beside the peers', start-up, size
bench: build peers
	@bash .ci/bench.sh hooks $(BINARY)

## bench-curve    how a run grows with the number of entries in the index
bench-curve: build peers
	@bash Benchmarks/index-curve.sh $(BINARY)

## bench-snapshot a check that reads the whole project: the look at the working tree, in place, in the snapshot tree
bench-snapshot: build peers
	@bash Benchmarks/snapshot.sh $(BINARY)

## bench-commit   what `warm: pre-push` adds to a commit
bench-commit: build peers
	@bash Benchmarks/post-commit.sh $(BINARY)

## bench-cache    a run over 10,000 files whose verdicts are all known, beside `git ls-files`
bench-cache: build peers tools
	@PATH="$$PWD/.build/tools/bin:$$PATH" bash Benchmarks/full-hit.sh $(BINARY)

## bench-tests    the choice of affected tests among 10,000 Python modules
bench-tests: build
	@GATE_BENCH=1 swift build -c release --product SelectionBenchmark
	@SELECTION="$$(GATE_BENCH=1 swift build -c release --show-bin-path)/SelectionBenchmark" \
	  bash Benchmarks/test-graph.sh $(BINARY)

## bench-flags    references to 10,000 flags in 100,000 files, beside `cat` and ripgrep
bench-flags: build
	@GATE_BENCH=1 swift build -c release --product ReferenceBenchmark
	@REFERENCES="$$(GATE_BENCH=1 swift build -c release --show-bin-path)/ReferenceBenchmark" \
	  bash Benchmarks/flag-references.sh $(BINARY)

## bench-replay   random faults in real projects: the affected tests beside a full run, testmon and picked; takes an hour
bench-replay: build
	@nice python3 Benchmarks/test-replay/replay.py --gate $(BINARY) --json Benchmarks/test-replay.json

## bench-secrets  secret scanning beside the peers'; TREE=directory to scan
bench-secrets: build peers
	@bash .ci/bench.sh secrets $(BINARY) "$(TREE)"

## bench-history  the whole history of a repository, beside the peers; TREE=repository to search
bench-history: build peers
	@PATH="$$PWD/.build/peers/bin:$$PATH" bash Benchmarks/secret-history.sh $(BINARY) $(if $(TREE),"$(TREE)")

## bench-matrix   every way in which a commit can bring in a secret, beside the peers
bench-matrix: build peers
	@PATH="$$PWD/.build/peers/bin:$$PATH" bash Benchmarks/secret-matrix.sh $(BINARY)

## bench-accuracy what secret scanning finds, misses and mistakes, beside the peers; TREE=directory of clean code
bench-accuracy: build peers
	@PATH="$$PWD/.build/peers/bin:$$PATH" bash Benchmarks/secret-accuracy.sh $(BINARY) $(if $(TREE),"$(TREE)")

## bench-linear   texts that are hard for a scanner of secrets, beside source code of the same size; TREE=directory of that
bench-linear: build
	@bash Benchmarks/secret-linear.sh $(BINARY) $(if $(TREE),"$(TREE)")

## deps           missing system packages, installed
deps:
	@bash .ci/deps.sh build
deps-test:
	@bash .ci/deps.sh test
deps-extras: deps-test
	@bash .ci/deps.sh extras

## tools          the pinned linters and test runners of .ci/tools.txt, in .build/tools
tools: deps-test
	@bash .ci/venv.sh .build/tools .ci/tools.txt
peers:
	@bash .ci/deps.sh bench
	@bash .ci/venv.sh .build/peers .ci/peers.txt

## clean          removes what was built; the tools stay
clean:
	@swift package clean
	@rm -rf $(BINARY) .build/*.log

help:
	@sed -n 's/^## /  /p' Makefile
