# Thin on purpose: every target is one command of config/setup, which explains itself.
# Variables may be given on the command line: make database DB=mine DEMO=0
# LINT is one of make's own variables: its default is no choice of the user.
ifeq ($(origin LINT),default)
LINT :=
endif
export DB DEMO FORCE HOST PORT ARGS LINT ODOO_HOME

SETUP := python3 config/setup

.DEFAULT_GOAL := help
.PHONY: help run test database shell serve update lint format clean

help: ## This list
	@echo "make TARGET [VARIABLE=value …]"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 12
	@echo "Odoo 19 is fetched for you; ODOO_HOME=folder uses one you have (a git checkout or dist-packages)."

run: ## From nothing to a running demo database (PORT=8069 HOST=127.0.0.1 DB=xinxihua_demo)
	@$(SETUP) run

test: ## From nothing to all checks and tests (ARGS="-k word" goes to pytest, LINT=0, DEMO=0)
	@$(SETUP) test

database: ## A new database with the product installed (DB=name DEMO=1|0 FORCE=1 replaces)
	@$(SETUP) database

shell: ## Python with env on a database (DB=name), or a script from standard input
	@$(SETUP) shell

serve: ## Serve an existing database, log on the screen (DB=name PORT=8069)
	@$(SETUP) serve

update: ## Update our addons in a database (DB=name)
	@$(SETUP) update

lint: ## ruff, pylint-odoo, XML style
	@$(SETUP) lint

format: ## Let ruff and the XML style tool rewrite what they can
	@$(SETUP) format

clean: ## Remove everything that these targets made (.local: databases too)
	@$(SETUP) clean
