# SPDX-License-Identifier: Apache-2.0
# Shared by the kit's scripts. What is built is below $built, outside the tree and named after what it
# is built from; everything made at run time is below $state, and every namespace and cgroup on the
# machine is named after $name.
kit=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
sources=$(cd "$kit" && cat build {hyperkit,runtime,dns}/go.* {hyperkit,dns}/*.go hyperkit/*/*.go | sha256sum)
built=${KIT_BUILT:-${XDG_CACHE_HOME:-$HOME/.cache}/s3copy/cluster-${sources:0:12}}
state=${KIT_STATE:-$built/run}
name=${KIT_NAME:-kit}
port=${KIT_PORT:-16443}                        # API server on the host's loopback
reserved=${KIT_RESERVED:-'{}'}                 # kubelet systemReserved, e.g. '{cpu: "1", memory: 12Gi}'
if [ -n "${KIT_FAST:-}" ]; then # notice a lost node in seconds, not Kubernetes' usual minutes
	lease=4 status=2s grace=6s tolerate=2
else
	lease=40 status=10s grace=50s tolerate=300 # the defaults of Kubernetes
fi
net=10.77.0                                    # node network (/24), .1 is the control plane, .1N is node N
pods=10.78                                     # pod network, $pods.N.0/24 on node N
services=10.96.0                               # service range 10.96.0.0/16, .1 is the API server
pause=kit.local/pause:1
export PATH="$built/bin:$PATH"
[ ! -e "$state/settings" ] || . "$state/settings" # a running cluster keeps what it was started with

# start LABEL COMMAND...: runs a daemon and records how, its pid and start time.
start() {
	local label=$1
	shift
	printf '%q ' "$@" >"$state/cmd/$label"
	setsid "$@" >>"$state/log/$label.log" 2>&1 </dev/null &
	echo "$label $! $(cut -d' ' -f22 "/proc/$!/stat")" >>"$state/pids"
}

# alive PID START: is that very process (not a later one with its pid) running?
alive() {
	local stat
	stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
	set -- "$2" ${stat##*) }
	[ "${21}" = "$1" ] && [ "$2" != Z ]
}

# stop LABEL-PATTERN: ends the recorded processes whose label matches.
stop() { # (the label is matched as a shell pattern)
	local label pid begun left=
	while read -r label pid begun; do
		# shellcheck disable=SC2254
		case $label in
		$1) if alive "$pid" "$begun"; then kill -KILL "$pid" || :; left="$left $pid:$begun"; fi ;;
		*) echo "$label $pid $begun" >>"$state/pids.new" ;;
		esac
	done <"$state/pids"
	touch "$state/pids.new"
	mv "$state/pids.new" "$state/pids"
	for pid in $left; do
		while alive "${pid%:*}" "${pid#*:}"; do sleep 0.05; done
	done
}

# retry SECONDS COMMAND...: until it works.
retry() {
	local end=$((SECONDS + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		[ $SECONDS -lt $end ] || { echo "gave up on: $*" >&2; return 1; }
		sleep 0.1
	done
}

since() { echo "$(date +%s.%N) - $1" | bc | xargs printf '%.1f'; }

cgroups() { # the hierarchies a container runtime uses
	local d
	for d in cpu cpuacct cpuset memory devices freezer blkio pids systemd unified; do
		[ -e "/sys/fs/cgroup/$d/cgroup.procs" ] && echo "/sys/fs/cgroup/$d"
	done
}

drop_cgroups() { # PATH: removes an emptied tree, deepest first; ended tasks may linger a moment
	local d try
	for d in $(cgroups); do
		for try in 1 2 3 4 5 6 7 8 9 10; do
			[ -d "$d/$1" ] || break
			find "$d/$1" -depth -type d -exec rmdir {} + 2>/dev/null || : # busy: once more
			[ ! -d "$d/$1" ] || sleep 0.1
		done
	done
}
