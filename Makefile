# SPDX-License-Identifier: Apache-2.0
# Words for what is done often. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help test mutation format verify servers demo cluster-up cluster-down e2e bench release

INNER = ./mvnw -q -Dquick -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

help: ## this list
	@sed -nE 's/^([a-z0-9-]+):.*## (.*)/  make \1	\2/p' Makefile | expand -t 22

test: ## unit tests: MODULE=core [CLASS=GlobTest]
	@test -n "$(MODULE)" || { echo "make test MODULE=core [CLASS=GlobTest]"; exit 2; }
	$(INNER) -pl $(MODULE) -am $(if $(CLASS),-Dtest='$(CLASS)') test

mutation: ## how many defects the tests of worker/copy notice (JAVA_HOME: JDK 25)
	./mvnw -q -Dquick -Pmutation -pl worker -am process-test-classes

format: ## format all Java sources
	./mvnw -q -N process-sources -Dformat=fix

verify: ## everything that has to pass before a change is proposed
	./mvnw verify

servers: ## the tests on every real S3 server there is; gets them first
	-bench/get-peers all
	PATH="$(CURDIR)/.peers:$$PATH" $(INNER) -pl worker -am -Dtest=None -Dit.test='*BucketIT,ServersIT' verify

demo: ## a whole copy with nothing to set up
	./s3copy demo

cluster-up: ## a Kubernetes of two nodes on this machine (Linux, root, Go, gcc)
	e2e/cluster/build && KIT_FAST=1 e2e/cluster/up 2

cluster-down: ## ends it
	e2e/cluster/down

e2e: ## one end-to-end test on the cluster that is up: CLASS=FirstCopyE2E
	@test -n "$(CLASS)" || { echo "make e2e CLASS=FirstCopyE2E"; exit 2; }
	S3COPY_E2E_KUBECONFIG="$${S3COPY_E2E_KUBECONFIG:-$$(bash -c '. e2e/cluster/env.sh && echo $$state/pki/admin.kubeconfig')}" \
	  $(INNER) -Pimage -pl e2e -am -Dtest=None -Dit.test='$(CLASS)' verify

bench: ## measure everything beside other programs: an hour, nothing else may run
	bench/run

release: ## archives, images, chart: VERSION=0.1.0, see RELEASING.md
	@test -n "$(VERSION)" || { echo "make release VERSION=0.1.0"; exit 2; }
	build/release $(VERSION)
