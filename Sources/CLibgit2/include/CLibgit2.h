#ifndef GATE_CLIBGIT2_H
#define GATE_CLIBGIT2_H

/* libgit2 by its own header, but opened with dlopen(3) at first use: see CLibgit2.c. */

#include <git2.h>
#include <git2/sys/repository.h>

/* Opens the library once for the process; later calls, from any thread, only answer. 1: usable, 0: not. Until then, and when
   it is not, every function fails: with GIT_ERROR, NULL or 0. */
int gate_libgit2_load(void);

/* Why it is not usable, or the version when it is. Valid for the life of the process. */
const char *gate_libgit2_status(void);

/* git_libgit2_opts() is variadic, which Swift cannot call: one function for each option that gate sets. */
int gate_git_set_search_path(int level, const char *path);
int gate_git_set_extensions(const char **names, size_t count);
int gate_git_set_owner_validation(int enabled);

#endif
