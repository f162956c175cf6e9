# Everything sets itself up: a virtual environment in .venv from the pinned, hashed requirements. A second run is fast.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DEMO := demo-out
# A page of docs/ is put in its place only when it is whole, also one that ends with the bars that were missed: $(call page,MODULE,NAME)
page = $(BIN)/python -m $(1) > docs/$(2).new; done=$$?; \
	if [ $$done -eq 0 ] || tail -n 1 docs/$(2).new | grep -q '^Bars missed'; then mv docs/$(2).new docs/$(2); fi; exit $$done

.PHONY: help demo test lint types imports unit fuzz bench bench-checks bench-llm bench-ocr bench-scorer bench-stats bench-wrong \
	recorded results gate eval schemas prompts samples lock clean

help:
	@echo "make demo     run the tool on the samples and say where to look"
	@echo "make test     every check: lint, format, types, imports, tests, and the scores against the stored baseline"
	@echo "make bench    speed    make fuzz    new examples for the property tests"
	@echo "make bench-checks  faults planted in clean records: what the checks find and which figure they name"
	@echo "make bench-llm  our model reader beside langextract, which gets an environment of its own (.venv-bench)"
	@echo "make bench-ocr  scans read by us, RapidOCR, Tesseract, OCRmyPDF, img2table (QUICK=1: a few pages of each kind)"
	@echo "make recorded scores of rules, model and both from recorded answers    make bench-wrong  wrong answers on purpose"
	@echo "make bench-scorer  the scorer on known damage, beside two others (.venv-scorers)    make bench-stats  intervals and verdicts"
	@echo "make results  scores of the rules on all gold and on synthetic reports    make gate  not worse than the stored baseline"
	@echo "make eval     scores on the five real reports (needs ../shared)"
	@echo "make prompts  lock the prompts' hashes again"
	@echo "make schemas  write schemas/published again    make samples  render samples again    make lock  pin again"

$(VENV)/run.stamp: requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed" >&2; exit 1; }
	@echo "setting up $(VENV) …"
	@test -x $(BIN)/python && $(BIN)/python -c 'import pip' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --config-settings editable_mode=compat -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.txt
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

demo: $(VENV)/run.stamp
	@$(BIN)/extractor run samples/*.pdf samples/*.docx --out $(DEMO)
	@echo
	@echo "Open a page:    $(DEMO)/town-projects.html (what is planted where: samples/FAULTS.md)"
	@echo "All reports:    $(DEMO)/summary.xlsx"
	@echo "One report:     $(DEMO)/town-projects.json"

test: lint types imports unit gate

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

imports: $(VENV)/dev.stamp
	$(BIN)/lint-imports

# Two workers; the tests of one file stay together, since they share what is dear to make.
unit: $(VENV)/dev.stamp
	$(BIN)/pytest --numprocesses 2 --dist loadfile --durations 8

fuzz: $(VENV)/dev.stamp
	HYPOTHESIS_PROFILE=fuzz $(BIN)/pytest -k "propert or hypothesis or whatever or arbitrary or random" -p no:cacheprovider

bench: $(VENV)/dev.stamp
	$(BIN)/python -m eval.bench

bench-scorer: $(VENV)/dev.stamp
	$(call page,eval.bench.scorer,bench-scorer.md)

bench-stats: $(VENV)/dev.stamp
	$(call page,eval.bench.stats,bench-stats.md)

bench-checks: $(VENV)/dev.stamp
	$(call page,eval.bench.checks,bench-checks.md)

bench-wrong: $(VENV)/dev.stamp
	$(call page,eval.wrong,wrong-answers.md)

recorded: $(VENV)/dev.stamp
	$(call page,eval.recorded,results-model.md)

bench-llm: $(VENV)/dev.stamp
	$(BIN)/python -m eval.bench.langextract

results: $(VENV)/dev.stamp
	$(call page,eval.results,results.md)

gate: $(VENV)/dev.stamp
	$(BIN)/python -m eval run --gold eval/gold/made --out build/gate --name "rules on our own reports" > /dev/null
	$(BIN)/python -m eval gate build/gate --baseline eval/baselines/rules-made.json

# Needs tesseract-ocr, tesseract-ocr-chi-sim and ocrmypdf; goes on where it was interrupted (.bench-cache).
bench-ocr: $(VENV)/dev.stamp
	$(BIN)/python -m eval.bench.ocr $(if $(QUICK),--quick)

eval: $(VENV)/dev.stamp
	$(BIN)/python -m eval.seeds

schemas: $(VENV)/run.stamp
	$(BIN)/python -m schemas.published

prompts: $(VENV)/run.stamp
	$(BIN)/python prompts/lock.py

samples: $(VENV)/run.stamp
	$(BIN)/python samples/render.py

# Needs uv. Names no registry: whoever installs uses their own.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url \
	--upgrade --quiet
lock:
	echo 'setuptools>=77' | $(LOCK) pyproject.toml - -o requirements.txt
	echo 'setuptools>=77' | $(LOCK) --extra dev -c requirements.txt pyproject.toml - -o requirements-dev.txt
	echo 'langextract[openai]==1.7.1' | $(LOCK) - -o requirements-bench.txt
	printf 'stickler-eval==1.0.0\nanls-star==1.0.1\n' | $(LOCK) - -o requirements-scorers.txt
	printf 'rapidocr==3.10.0\nonnxruntime==1.31.1\nimg2table==2.0.0\n' | $(LOCK) - -o requirements-bench-ocr.txt

clean:
	rm -rf $(VENV) .venv-bench .venv-scorers .venv-bench-ocr .bench-cache $(DEMO) build *.egg-info .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache .hypothesis
