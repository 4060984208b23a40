#include <git2.h>
#ifndef GATE_LIBGIT2_SHIM_H
#define GATE_LIBGIT2_SHIM_H
#endif
