#!/usr/bin/env bash
# Preview beside production, with curl alone: production's Document is sent to the preview, which compares itself with it.
#
#   export PRODUCTION_TOKEN=… PREVIEW_TOKEN=…     or GATEWAY_PROBE_TOKEN for both
#   ./preview-against-production.sh https://your-app-git-branch.vercel.app https://your-app.vercel.app
#
# Better two different tokens: a preview runs code that nobody has reviewed, and could keep what it is asked with.
# FORMAT (text) is any format of the probe; BYPASS_SECRET passes Deployment Protection.
# Ends with 0 where the preview is healthy or degraded, 1 where it is failing or inconclusive, 2 for wrong use, 3 where no
# Document came.
set -euo pipefail

# 1 would be a verdict.
refuse() {
    echo "preview-against-production.sh: $1" >&2
    exit 2
}

[ -n "${1-}" ] && [ -n "${2-}" ] || refuse "usage: preview-against-production.sh PREVIEW_URL PRODUCTION_URL"
preview=$1
production=$2
production_token=${PRODUCTION_TOKEN:-${GATEWAY_PROBE_TOKEN-}}
preview_token=${PREVIEW_TOKEN:-${GATEWAY_PROBE_TOKEN-}}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# A token goes over https, or to this machine.
for url in "$preview" "$production"; do
    if ! [[ $url =~ ^(https://[A-Za-z0-9.-]+|http://(localhost|127\.0\.0\.1|\[::1\]))(:[0-9]+)?/?$ ]]; then
        refuse "both addresses must be https://NAME: over http the token would travel in the clear"
    fi
done
if [ "$production_token" = "$preview_token" ]; then
    echo "warning: the preview is asked with production's token; give previews one of their own" >&2
fi

# ask TOKEN FILE URL [OPTION…]: the HTTP status. Secrets go in by standard input, where other users cannot see them. No file
# of settings has a say, and what goes to this machine goes through no proxy, which would see it in the clear.
ask() {
    local token=$1 file=$2 url=$3
    printf 'Authorization: Bearer %s\nx-vercel-protection-bypass: %s\n' "$token" "${BYPASS_SECRET-}" |
        curl --disable --noproxy "localhost,127.0.0.1,::1,${NO_PROXY-${no_proxy-}}" --header @- --silent --show-error --max-time 90 --max-filesize 4000000 \
            --output "$file" --write-out '%{http_code}' "${@:4}" "$url"
}

# In a workflow of GitHub, lines of what a deployment says could be taken for commands; a terminal acts on signs of control.
show() {
    local word
    word=$(od -An -N16 -tx1 /dev/urandom | tr -d ' ')
    [ -z "${GITHUB_ACTIONS-}" ] || printf '::stop-commands::%s\n' "$word"
    LC_ALL=C tr -d '\000-\010\013-\037\177' < "$1" | LC_ALL=C sed $'s/\xc2[\x80-\x9f]//g'
    [ -z "${GITHUB_ACTIONS-}" ] || printf '\n::%s::\n' "$word"
}

no_document() {
    [ ! -f "$2" ] || show "$2" >&2
    echo "no Document came from $1" >&2
    exit 3
}

status=$(ask "$production_token" "$folder/production.json" "${production%/}/api/diagnose?format=json") || true
[ "$status" = 200 ] || no_document "$production" "$folder/production.json"

status=$(ask "$preview_token" "$folder/comparison" \
    "${preview%/}/api/diagnose?format=${FORMAT:-text}&status=verdict" --data-binary "@$folder/production.json") || true
case $status in
200) show "$folder/comparison" ;;
503) show "$folder/comparison"; exit 1 ;;
*) no_document "$preview" "$folder/comparison" ;;
esac
