# Everything that a fresh clone on a bare Debian machine needs is set up on the way: a virtual
# environment in .venv, and as root also the packages that are missing.

PYTEST_ARGS ?=
BENCH_ARGS ?=
REPORT := report/host

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

report: .venv/report.stamp ## draw this machine into report/; needs no root, sees more with it
	@mkdir -p report
	.venv/bin/topograph render -o $(REPORT).svg -o $(REPORT).dot -o $(REPORT).html -o $(REPORT).md \
		-o $(REPORT).json
	@echo "The report is $(REPORT).html; beside it are host.svg, host.md, host.dot and host.json."

test: .venv/test.stamp ## run all tests; those that make throw-away hosts run as root only
	@.ci/setup test-programs
	.venv/bin/python -m pytest $(PYTEST_ARGS)

# Where tsc is missing and cannot be installed, only CI minds.
lint: .venv/test.stamp ## check style, types and the direction of imports
	@.ci/setup lint-programs
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/oxlint -c .ci/oxlint.json templates/script tests/bench
	[ -z "$$CI" ] && ! command -v tsc >/dev/null || tsc -p .ci/tsconfig.json

bench: .venv/test.stamp ## measure beside yardsticks; as root, BENCH_ARGS=--help for choices
	@.ci/setup bench-programs
	.venv/bin/python -m tests.bench.run $(BENCH_ARGS)

samples: .venv/test.stamp ## as root, make and record the hosts of samples/ anew
	@.ci/setup test-programs
	.venv/bin/python -m tests.system.record_samples
	.venv/bin/python -m tests.system.record_pairs

clean: ## remove what the targets above made
	rm -rf .venv build dist report .hypothesis .mypy_cache .pytest_cache .ruff_cache
	rm -rf .import_linter_cache *.egg-info
	find topograph tests -name __pycache__ -type d -prune -exec rm -rf {} +

# What is there for the tests is made anew with all of it.
.venv/report.stamp: pyproject.toml
	@if [ -e .venv/test.stamp ]; then $(MAKE) --no-print-directory .venv/test.stamp; \
		else .ci/setup venv terminal; fi
	@touch $@

.venv/test.stamp: pyproject.toml
	@.ci/setup venv dev
	@touch .venv/report.stamp $@

.PHONY: help report test lint bench samples clean
