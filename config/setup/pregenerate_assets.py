"""Runs in an Odoo shell: builds scripts and styles once, not in every browser test."""

env["ir.qweb"]._pregenerate_assets_bundles()
env.cr.commit()
