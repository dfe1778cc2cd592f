#!/bin/sh
# The whole journey on the sample portfolio, from an empty folder to verified packages:
# what `make run` shows where there is no window. Stops when a step ends otherwise than it should.
set -eu
cd "$(dirname "$0")/.."
folder=build/sample

# step STATUS SENTENCE ARGUMENTS...: run one command, and compare its exit status.
step() {
    expected=$1
    printf '\n%s\n  $ lssc-desktop' "$2"
    shift 2
    printf ' %s' "$@"
    printf '\n\n'
    status=0
    .venv/bin/lssc-desktop "$@" || status=$?
    printf '\n  exit status %s\n' "$status"
    if [ "$status" -ne "$expected" ]; then
        echo "This step should have ended with $expected." >&2
        exit 1
    fi
}

if ! { rm -rf "$folder" && mkdir -p build; } 2>/dev/null; then
    echo "This folder can only be read, and the sample portfolio would be written into it (build)." >&2
    echo 'Write it elsewhere: make run ARGS="sample FOLDER"' >&2
    exit 1
fi
step 0 "Write the sample portfolio of an invented candidate." sample "$folder"
step 0 "Where does the candidate stand?" status "$folder"
step 0 "Is the Technology set ready to hand in?" check "$folder" --set technology
step 0 "Build its package." package "$folder" --set technology
step 1 "Is the Foundations set ready? It is not, and this says why." check "$folder" --set foundations
step 2 "So a package for handing in is refused," package "$folder" --set foundations
step 0 "but a copy for review may be unfinished." package "$folder" --set foundations --review-copy
for package in "$folder"/Packages/*.lssc.zip; do
    step 0 "Does a receiver find everything as it was packed?" verify "$package"
done

printf '\nThe portfolio lies in %s, its packages are:\n' "$folder"
ls -l "$folder"/Packages/*.lssc.zip
