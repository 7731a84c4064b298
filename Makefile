# make demo   make pictures and a gallery to look at
# make test   run every test
# make check  what CI runs after the tests
# make format rewrite the sources in the project's format
# Each target makes the environment by itself.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
DEMO := out/demo
UV = $(shell command -v uv || echo .uv/bin/uv)
PACKAGES := usd_scenes composers render_backends taxonomy schemas assets cli pipelines quality_control aws_integration finishing colorimetry studies

# make pages  remake the pages and files that are made from the sources
# make looks  picture every look of the library for its page

.PHONY: demo test check format docs pages looks bench requirements clean

demo: $(VENV)/.ready
	$(BIN)/parallel-synth demo --output $(DEMO)

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest

check: $(VENV)/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/codespell
	$(BIN)/mypy $(PACKAGES)
	$(BIN)/lint-imports
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

format: $(VENV)/.ready-dev
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

docs: $(VENV)/.ready-dev
	$(BIN)/mkdocs build --strict

# What is made from the sources: run it after a change of commands or taxonomy.
pages: $(VENV)/.ready-dev
	$(BIN)/python -m taxonomy.seal
	$(BIN)/python -m taxonomy.documenting documentation/taxonomy.md
	$(BIN)/python -m typer cli.main utils docs --name parallel-synth --title Commands --output documentation/commands.md
	$(BIN)/python -m tests.taxonomy.golden_specs
	$(BIN)/python -m tests.test_exported_names
	rm -f assets/looks/materialx/*.mtlx
	$(BIN)/parallel-synth looks export --all --output assets/looks/materialx

# The picture of every look on the shader ball: some minutes of rendering.
looks: $(VENV)/.ready
	$(BIN)/parallel-synth looks render --all --size 112 --spp 32 --output out/looks
	cp out/looks/sheet.jpg documentation/pictures/looks.jpg

bench: $(VENV)/.ready
	$(BIN)/parallel-synth bench --output out/bench

requirements: $(VENV)/.ready-dev
	$(UV) pip compile -q --no-header --no-annotate --no-emit-index-url --python-version 3.13 requirements.in -o requirements.txt
	$(UV) pip compile -q --no-header --no-annotate --no-emit-index-url --python-version 3.13 requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf $(VENV) .uv out site build *.egg-info

# uv: the one on the PATH, else one of our own from the package registry.
.uv/bin/uv:
	@python3 -m venv .uv || { echo "python3 cannot make environments here; run: apt-get install python3-venv" >&2; exit 2; }
	.uv/bin/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/bin/python: .python-version
	@test -x "$(UV)" || $(MAKE) --no-print-directory .uv/bin/uv
	$(UV) venv --quiet --allow-existing $(VENV)

$(VENV)/.ready: $(VENV)/bin/python requirements.txt pyproject.toml cli/system_libraries.py
	$(UV) pip install --quiet --python $(VENV) -r requirements.txt
	$(UV) pip install --quiet --python $(VENV) --no-deps -e .
	$(BIN)/python -m cli.system_libraries render
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt
	$(UV) pip install --quiet --python $(VENV) -r requirements-dev.txt
	$(BIN)/python -m cli.system_libraries render test
	@touch $@
