#!/bin/sh
# nightly.sh: refresh the data of the project in this folder, and publish its reports into $PUBLISHED.
# Exit code: 0 green, 3 yellow (a source was not reached, built from the data of before), all else red.
set -u
: "${PUBLISHED:?the folder of the published files}"
git rev-parse --verify --quiet HEAD >/dev/null || { echo "nightly.sh: no git repository with a commit here" >&2; exit 2; }

report data pull
pulled=$?
case $pulled in
0 | 3) ;;                       # what was not reached keeps its data of before
*) exit "$pulled" ;;            # refused, or not set up: nothing is published
esac

report data status              # for the log; what reports use and is stale, check tells
report check || exit
report data diff                # what has come, gone and been revised since the last commit
report build --locked --output "$PUBLISHED" "$@" || exit

git add data || exit
git diff --cached --quiet -- data || git commit --quiet --message "Data of $(date +%F)" -- data || exit
exit "$pulled"
