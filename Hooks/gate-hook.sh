#!/bin/sh
exec gate hook "$(basename -- "$0")" "$@"
