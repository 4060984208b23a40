#ifndef GATE_CSPAWN_H
#define GATE_CSPAWN_H

// What Swift's Glibc module hides, because it is compiled without _GNU_SOURCE.

#include <spawn.h>

/// A pipe whose ends are closed on exec. Returns 0, or -1 with errno set.
int gate_pipe(int ends[2]);

/// The child changes to `path` before it executes. Returns 0 or an error number.
int gate_spawn_add_chdir(posix_spawn_file_actions_t *actions, const char *path);

/// The child closes every descriptor from `first` on. Does nothing where POSIX_SPAWN_CLOEXEC_DEFAULT does it. Returns 0 or
/// an error number.
int gate_spawn_add_close_from(posix_spawn_file_actions_t *actions, int first);

/// The flags that make the child the leader of a new session and keep our descriptors from it.
short gate_spawn_flags(void);

/// Makes sure that ended children wait for us to ask how: a SIGCHLD that was ignored by whoever started gate (and that
/// execve(2) hands on) would let the kernel forget it.
void gate_keep_children(void);

/// Lets everybody else go first: the process group of the caller gets 10 niceness, and on Linux the disk when nobody else wants
/// it. What the system does not grant is left as it is.
void gate_lower_priority(void);

/// Gives a child that was just started the niceness of this process, where that is low.
void gate_share_priority(pid_t child);

#endif
