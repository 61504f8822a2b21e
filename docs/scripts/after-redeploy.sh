#!/usr/bin/env bash
# After a redeploy: wait until the deployment of a commit answers, then diagnose it.
#
#   export GATEWAY_PROBE_TOKEN=…
#   ./after-redeploy.sh https://your-app.vercel.app [COMMIT]
#
# COMMIT is this checkout's by default. WAIT_SECONDS (600) bounds the wait, BYPASS_SECRET passes Deployment Protection.
# Ends with 0 for healthy and degraded, 1 for failing and inconclusive, 2 for wrong use, 3 where no Document came.
set -euo pipefail

# 1 would be a verdict.
refuse() {
    echo "after-redeploy.sh: $1" >&2
    exit 2
}

[ -n "${1-}" ] || refuse "usage: after-redeploy.sh URL [COMMIT]"
url=$1
commit=${2:-$(git rev-parse HEAD 2> /dev/null)} || refuse "this folder is no checkout: name the commit after the address"
[ -n "${GATEWAY_PROBE_TOKEN-}" ] || refuse "export GATEWAY_PROBE_TOKEN, the token that the deployment has"
end=$((SECONDS + ${WAIT_SECONDS:-600}))
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

# The token goes over https, or to this machine.
if ! [[ $url =~ ^(https://[A-Za-z0-9.-]+|http://(localhost|127\.0\.0\.1|\[::1\]))(:[0-9]+)?/?$ ]]; then
    refuse "the address must be https://NAME: over http the token would travel in the clear"
fi
if ! [[ $commit =~ ^[0-9a-fA-F]{7,40}$ ]]; then
    refuse "the commit must be 7 to 40 hex digits"
fi

# Secrets go in by standard input: the arguments of a process can be seen by others. No file of settings has a say, and
# what goes to this machine goes through no proxy, which would see it in the clear.
ask() {
    printf 'Authorization: Bearer %s\nx-vercel-protection-bypass: %s\n' "$GATEWAY_PROBE_TOKEN" "${BYPASS_SECRET-}" |
        curl --disable --noproxy "localhost,127.0.0.1,::1,${NO_PROXY-${no_proxy-}}" --header @- --silent --show-error --max-time 90 --max-filesize 4000000 \
            --output "$answer" --write-out '%{http_code}' \
            "${url%/}/api/diagnose?format=text&status=verdict&expect-commit=$commit"
}

# In a workflow of GitHub, lines of what the deployment says could be taken for commands; a terminal acts on signs of control.
show() {
    local word
    word=$(od -An -N16 -tx1 /dev/urandom | tr -d ' ')
    [ -z "${GITHUB_ACTIONS-}" ] || printf '::stop-commands::%s\n' "$word"
    LC_ALL=C tr -d '\000-\010\013-\037\177' < "$answer" | LC_ALL=C sed $'s/\xc2[\x80-\x9f]//g'
    [ -z "${GITHUB_ACTIONS-}" ] || printf '\n::%s::\n' "$word"
}

while true; do
    status=$(ask) || true
    case $status in
    200) show; exit 0 ;;
    503) show; exit 1 ;;
    # The old deployment answers, no deployment with the probe does, a run was made just now, or nothing answers at all.
    409 | 404 | 429 | 000) ;;
    *) show >&2; echo "no Document came from $url: HTTP $status" >&2; exit 3 ;;
    esac
    if ((SECONDS >= end)); then
        show >&2
        echo "commit ${commit:0:12} did not answer at $url in time: HTTP $status at last" >&2
        exit 3
    fi
    sleep "${EVERY_SECONDS:-5}"
done
