# Short names for the launcher's commands, and how the lock files are made.

UV ?= uv

COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header

.PHONY: serve build check test lock upgrade

serve build check test:
	./warraq $@

# Lock what pyproject.toml asks for, keeping every pin that still fits; needs uv (`pipx install uv`).
lock:
	$(COMPILE) pyproject.toml requirements/build.in --output-file requirements/runtime.txt
	$(COMPILE) pyproject.toml requirements/build.in --extra test \
		--constraint requirements/runtime.txt --output-file requirements/test.txt

# As `lock`, with the newest versions that fit.
upgrade:
	$(MAKE) lock COMPILE="$(COMPILE) --upgrade"
