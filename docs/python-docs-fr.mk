# The targets of python-docs-fr that polir stands in for. In its Makefile, instead of the ones of the same name:
#
#     include python-docs-fr.mk
#
# CHANGED says against what `make verifs` compares: only entries whose translation differs are judged. `make verifs CHANGED=`
# judges them all.

POLIR ?= polir
CHANGED ?= --changed
# As the team's own list: what is not to be translated now.
EXCLUDED ?= \
	'whatsnew/2.?.po' \
	'whatsnew/3.[0-8].po' \
	'c-api/' \
	'distutils/' \
	'install/'

.PHONY: verifs
verifs: ## What msgcat, check-headers.sh, sphinx-lint, pospell and line-length.py were run for
	$(POLIR) check $(CHANGED)

.PHONY: fix
fix: ## Mend what has one right answer, 200 lines at most
	$(POLIR) fix $(CHANGED) --max-lines 200

.PHONY: wrap
wrap: ## As `powrap -m`: the files that git says are modified
	@git diff --name-only --diff-filter=d -z HEAD -- '*.po' | xargs -0 -r $(POLIR) fmt --

.PHONY: todo
todo: ## What is left to translate
	$(POLIR) stats --below 100 --sort left $(foreach glob,$(EXCLUDED),--exclude $(glob))

.PHONY: fuzzy
fuzzy: ## Where a translation has to be looked at again
	$(POLIR) stats --only fuzzy --sort fuzzy --reverse $(foreach glob,$(EXCLUDED),--exclude $(glob))
