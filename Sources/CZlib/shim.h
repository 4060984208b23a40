#ifndef GATE_ZLIB_SHIM_H
#define GATE_ZLIB_SHIM_H

#include <zlib.h>

#endif
