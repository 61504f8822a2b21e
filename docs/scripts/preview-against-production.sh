#!/usr/bin/env bash
# Preview beside production, with curl alone: production's Document is sent to the preview, which compares itself with it.
#
#   export GATEWAY_PROBE_TOKEN=…              or PRODUCTION_TOKEN and PREVIEW_TOKEN where they differ
#   ./preview-against-production.sh https://your-app-git-branch.vercel.app https://your-app.vercel.app
#
# FORMAT (text) is any format of the probe; BYPASS_SECRET passes Deployment Protection.
# Ends with 0 where the preview is healthy or degraded, 1 where it is failing or inconclusive, 3 where no Document came.
set -euo pipefail

preview=${1:?"usage: preview-against-production.sh PREVIEW_URL PRODUCTION_URL"}
production=${2:?"usage: preview-against-production.sh PREVIEW_URL PRODUCTION_URL"}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# ask TOKEN FILE URL [OPTION…]: the HTTP status. Secrets go in by standard input, where other users cannot see them.
ask() {
    local token=$1 file=$2 url=$3
    printf 'Authorization: Bearer %s\nx-vercel-protection-bypass: %s\n' "$token" "${BYPASS_SECRET-}" |
        curl --header @- --silent --show-error --max-time 90 --output "$file" --write-out '%{http_code}' "${@:4}" "$url"
}

no_document() {
    cat "$2" >&2
    echo "no Document came from $1" >&2
    exit 3
}

token=${PRODUCTION_TOKEN:-${GATEWAY_PROBE_TOKEN-}}
status=$(ask "$token" "$folder/production.json" "${production%/}/api/diagnose?format=json") || true
[ "$status" = 200 ] || no_document "$production" "$folder/production.json"

token=${PREVIEW_TOKEN:-${GATEWAY_PROBE_TOKEN-}}
status=$(ask "$token" "$folder/comparison" "${preview%/}/api/diagnose?format=${FORMAT:-text}&status=verdict" \
    --data-binary "@$folder/production.json") || true
case $status in
200) cat "$folder/comparison" ;;
503) cat "$folder/comparison"; exit 1 ;;
*) no_document "$preview" "$folder/comparison" ;;
esac
