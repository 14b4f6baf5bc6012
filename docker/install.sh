#!/bin/bash
# Runs in the container, once for a new database: the product, then Chinese users and books.
set -euo pipefail
modules=xinxihua_project,xinxihua_om_budget,l10n_cn,base_import,auth_totp,auth_password_policy
# The image's entry point waits for PostgreSQL and adds the database's address to the command.
/entrypoint.sh odoo --init="$modules" --stop-after-init --no-http --workers=0
/entrypoint.sh odoo shell --no-http </opt/xinxihua/post_install.py
