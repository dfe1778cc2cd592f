# Everything works on a fresh Debian or Ubuntu machine with git, make and python3:
# the set-up comes by itself, the first time and whenever the requirements change.

BIN := .venv/bin

# What is in .venv names this folder: where the checkout was moved or renamed, that is set right first.
$(shell [ ! -e $(BIN)/lssc-desktop ] || grep -qsF "$$(pwd -P)/.venv/bin/python" $(BIN)/lssc-desktop || \
	.ci/set-up.sh moved >&2 || rm -f .venv/ready-to-*)

# What the program says in other languages, as it reads it.
CATALOGS := $(patsubst %.po,%.mo,$(wildcard resources/locale/*/LC_MESSAGES/*.po))

# Hundreds of tests start Python anew, which takes twice as long without byte code.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check lint format bench soak privacy documents windows-test house pictures catalogs manual built installers requirements clean

## run: the program, with ARGS="..." if given; the whole journey on the sample where nothing shows
run: .venv/ready-to-run $(CATALOGS)
ifneq ($(ARGS)$(DISPLAY)$(WAYLAND_DISPLAY)$(QT_QPA_PLATFORM),)
	@$(BIN)/lssc-desktop $(ARGS)
else
	@.ci/journey.sh build/sample
endif

## test: lint, then every test but the long runs; FAST=1 leaves out what starts screens, browsers and servers for long, WHOLE=1 fails where one is skipped
test: lint $(CATALOGS)
	$(BIN)/pytest -n auto -m "not soak$(if $(FAST), and not slow)" $(if $(WHOLE),--whole)

## check: a minute's look while working: lint, the core and its words, and a room of the tests if ROOM=ui/workspace names one
check: lint $(CATALOGS)
	@QT_QPA_PLATFORM=offscreen $(BIN)/pytest -q -n auto -m "not soak" \
		tests/core tests/messages tests/formats $(addprefix tests/,$(ROOM))

## lint: style, types, and the rules of who may import whom
lint: .venv/ready-to-test
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

## format: what of the style can be set right by itself
format: .venv/ready-to-test
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

## bench: our times as ratios to a peer's, measured in one run
bench: .venv/ready-to-test
	@for bench in tests/benchmarks/bench_*.py; do $(BIN)/python $$bench || exit; done

## soak: the long kill, fault and mutation runs, and all tests once in another order
soak: .venv/ready-to-test
	$(BIN)/pytest -m soak --timeout 7200
	$(BIN)/pytest -n auto -m "not soak" -p randomly

## privacy: what the scan finds of 400 planted pieces of private data, and of 700 look-alikes, by kind; real and damaged files
privacy: .venv/ready-to-test
	$(BIN)/pytest -s -q -m "soak or not soak" --timeout 3600 tests/documents/privacy tests/core/privacy tests/documents/cleaning

## documents: edits every Word file of DOCS=FOLDER and compares all else in it, byte for byte, and its words with PDF, page, and clean copies
documents: .venv/ready-to-test
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.word_files "$(DOCS)"
	@$(BIN)/python -m tests.published "$(DOCS)" --pdf
	@$(BIN)/python -m tests.clean_copies "$(DOCS)"

## windows-test: the tests of disk, documents, store and cli with CPython for Windows under Wine, or TESTS="..."
windows-test: .venv/ready-to-test
	@installers/windows/test $(TESTS)

## house: how the code is laid out, in numbers
house: .venv/ready-to-test
	@$(BIN)/python tests/house_numbers.py

## pictures: each page a person sees, as PNG in build/pictures
pictures: .venv/ready-to-test
	@.ci/pictures.sh build/pictures

## catalogs: what the program says, collected for translators in resources/locale
catalogs: .venv/ready-to-test
	@$(BIN)/python installers/catalogs.py update

## manual: docs/commands.md and the keys in docs/program-files.md, from the code
manual: .venv/ready-to-run
	@$(BIN)/python -m installers.manual

resources/locale/%.mo: resources/locale/%.po | .venv/ready-to-run
	@$(BIN)/python installers/catalogs.py compile

## built: the program as one folder for this computer, in dist/, and the main job done with it and with the wheel
built: .venv/ready-to-build
	@installers/build .venv/bin/python
	@.venv/bin/python -m tests.built_files build/built-files
	@installers/test-built dist/lssc-desktop/lssc-desktop build/built-files
	@installers/test-wheel .venv/bin/python build/built-files

## installers: every file that we hand out but the one for macOS, in dist/ (as root, with debootstrap)
installers: .venv/ready-to-build
	@installers/make

## requirements: pin and fingerprint anew what pyproject.toml asks for (needs uv), and say how old each library is
# httpx2-jsfetch is httpx2's part for browsers.
COMPILE := uv pip compile pyproject.toml --upgrade --quiet --universal --generate-hashes \
	--python-version 3.12 --no-emit-index-url --no-annotate \
	--no-emit-package httpx2-jsfetch \
	--custom-compile-command "make requirements"
NO_WINDOW := --no-emit-package pyside6-essentials --no-emit-package shiboken6
requirements:
	$(COMPILE) --group build --output-file requirements.txt
	$(COMPILE) --group build --group dev --all-extras --output-file requirements-dev.txt
	$(COMPILE) --group build --extra office $(NO_WINDOW) --output-file requirements-office.txt
	$(COMPILE) --group build --all-extras $(NO_WINDOW) --output-file requirements-parquet.txt
	$(COMPILE) --group build --group installers --output-file requirements-installers.txt
	@$(BIN)/python .ci/ages.py

## clean: what was built; .venv stays
clean:
	rm -rf --one-file-system build dist

.venv/ready-to-run: requirements.txt pyproject.toml .ci/set-up.sh
	@.ci/set-up.sh run

.venv/ready-to-test: requirements-dev.txt pyproject.toml .ci/set-up.sh \
		tests/servers/package-lock.json tests/browser/package-lock.json
	@.ci/set-up.sh test

.venv/ready-to-build: requirements-installers.txt pyproject.toml .ci/set-up.sh
	@.ci/set-up.sh build
