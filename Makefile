# Kendall: `make demo` and `make test` do all the set-up on a fresh machine.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
KENDALL := .build/release/kendall
MODEL := Models/emergency-department.json
# Workbooks for Excel, where libxlsxwriter is there (Debian: libxlsxwriter-dev).
TRAITS := $(shell pkg-config --exists xlsxwriter 2> /dev/null && echo --traits Excel)

# Where make install puts things; DESTDIR goes before all of it, for those who make packages.
PREFIX := /usr/local
DESTDIR :=
BIN = $(DESTDIR)$(PREFIX)/bin
SHARE = $(DESTDIR)$(PREFIX)/share
BASH_COMPLETIONS = $(SHARE)/bash-completion/completions
ZSH_COMPLETIONS = $(SHARE)/zsh/site-functions
FISH_COMPLETIONS = $(SHARE)/fish/vendor_completions.d

.PHONY: help setup build demo test report replay docs man completions install uninstall schema \
  cluster-test bench format lint clean

help: ## say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1	/'

setup: ## install the GNU Scientific Library and SQLite if they are missing
	@if [ -n "$$(command -v pkg-config)" ] && pkg-config --exists gsl sqlite3; then exit 0; fi; \
	if [ -f /usr/include/gsl/gsl_rng.h ] && [ -f /usr/include/sqlite3.h ]; then exit 0; fi; \
	if [ "$$(uname)" = Darwin ]; then brew install gsl pkg-config; exit; fi; \
	sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	echo "installing libgsl-dev and libsqlite3-dev"; \
	DEBIAN_FRONTEND=noninteractive $$sudo apt-get update -qq; \
	DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq libgsl-dev libsqlite3-dev > /dev/null

build: setup ## build the command in release mode
	swift build -c release --product kendall $(TRAITS)

demo: build ## run the emergency department and write its reports
	$(KENDALL) run $(MODEL) --all-policies --fresh

test: setup ## run the tests (in release mode: many are statistical)
	swift test -c release --no-parallel --disable-testable-imports $(TRAITS)

report: ## look at the report of the demo from outside: charts, browser, size
	python3 Tests/check-report.py Reports/emergency-department

replay: build ## open replays of the models in a browser, and hold them against the event log
	python3 Tests/check-replay.py $(KENDALL)

completions: build ## write completions for bash, zsh and fish into .build/completions
	mkdir -p .build/completions
	for shell in bash zsh fish; do \
	  $(KENDALL) --generate-completion-script $$shell > .build/completions/kendall.$$shell; \
	done

man: build ## write the manual pages into .build/man
	$(KENDALL) man --out .build/man

install: build man completions ## install the command, its manual and completions (PREFIX=/usr/local)
	install -d $(BIN) $(SHARE)/man/man1 $(BASH_COMPLETIONS) $(ZSH_COMPLETIONS) $(FISH_COMPLETIONS)
	install -m 755 $(KENDALL) $(BIN)/kendall
	install -m 644 .build/man/*.1 $(SHARE)/man/man1
	install -m 644 .build/completions/kendall.bash $(BASH_COMPLETIONS)/kendall
	install -m 644 .build/completions/kendall.zsh $(ZSH_COMPLETIONS)/_kendall
	install -m 644 .build/completions/kendall.fish $(FISH_COMPLETIONS)/kendall.fish

uninstall: ## remove what make install has put there
	rm -f $(BIN)/kendall $(SHARE)/man/man1/kendall.1 $(SHARE)/man/man1/kendall-*.1
	rm -f $(BASH_COMPLETIONS)/kendall $(ZSH_COMPLETIONS)/_kendall $(FISH_COMPLETIONS)/kendall.fish

docs: setup ## write the documentation of the library into .build/docs, a site for any web server
	swift build -c release --target Kendall $(TRAITS)
	Tests/build-docs .build/release .build/docs

schema: ## hold the JSON Schema against all models, with PyPI's jsonschema
	python3 Tests/check-schema.py

cluster-test: build ## run shards on a Slurm of three nodes on this machine, with a node cut off
	Tests/cluster-test

bench: build ## measure time, events and memory
	Tests/Benchmarks/run

format: ## format the sources
	swift format --in-place --recursive Sources Tests Package.swift

lint: ## check the format of the sources
	swift format lint --strict --recursive Sources Tests Package.swift

clean: ## remove what was built
	rm -rf .build
