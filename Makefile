# SPDX-License-Identifier: Apache-2.0
# The commands that people type; CMake does the work.

.PHONY: all demo check test bench asan tsan coverage mutate fuzz fmt docs scale bless install uninstall deb clean

# Where it is installed: make install [PREFIX=/opt/readout] [DESTDIR=/tmp/package].
PREFIX ?= /usr/local

# The loader's list of libraries, where it is the system's own that changes.
ldconfig = @if [ -z '$(DESTDIR)' ] && [ "$$(id -u)" -eq 0 ]; then PATH="$$PATH:/sbin:/usr/sbin" ldconfig; fi

all:
	@cmake --preset release >/dev/null
	@cmake --build build/release

demo:
	./demo

check:
	./check

test:
	@cmake --preset debug >/dev/null && cmake --build build/debug && ctest --test-dir build/debug -j 2 --output-on-failure

bench: all
	bench/run

asan tsan: preset = $(if $(filter asan,$@),asan-ubsan,tsan)
asan tsan:
	@cmake --preset $(preset) >/dev/null && cmake --build build/$(preset) && ctest --test-dir build/$(preset) -j 2 --output-on-failure

# The sizes of tests/scripts/scale.sh in full: some minutes.
scale: all
	SCALE=1 READOUT=$(CURDIR)/build/release/readout READOUT_SOURCE=$(CURDIR) sh tests/scripts/scale.sh

coverage:
	tools/coverage.sh

# Which changes of the sources the tests notice: sixty places of a seed, half an hour.
mutate: seed = 1
mutate:
	tools/mutate --seed $(seed)

fuzz:
	tools/fuzz.sh

fmt:
	tools/format.sh

docs: all
	tools/manual.sh

bless: all
	tests/cli/run --bless
	tests/corpus/bless

install: all
	cmake --install build/release --strip --prefix '$(PREFIX)'
	$(ldconfig)

uninstall:
	@[ -f build/release/install_manifest.txt ] || { echo 'nothing was installed from here'; exit 1; }
	@while read -r path || [ -n "$$path" ]; do \
		rm -fv "$(DESTDIR)$$path"; \
		folder="$(DESTDIR)$${path%/*}"; \
		case $$folder in */readout*) rmdir "$$folder" "$${folder%/*}" 2> /dev/null ;; esac; \
	done < build/release/install_manifest.txt
	$(ldconfig)

# build/release/readout_VERSION_ARCHITECTURE.deb; tools/setup.sh deb has what it takes.
deb: all
	@cd build/release && cpack > cpack.log 2>&1 || { cat cpack.log; exit 1; }
	@ls build/release/readout_*.deb

clean:
	rm -rf build
