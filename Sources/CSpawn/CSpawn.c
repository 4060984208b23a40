#define _GNU_SOURCE
#include "CSpawn.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/syscall.h>
#endif

int gate_pipe(int ends[2]) {
#if defined(__APPLE__)
  // No pipe2 there; POSIX_SPAWN_CLOEXEC_DEFAULT makes the gap between the calls harmless.
  if (pipe(ends) != 0) return -1;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return 0;
#else
  return pipe2(ends, O_CLOEXEC);
#endif
}

int gate_spawn_add_chdir(posix_spawn_file_actions_t *actions, const char *path) {
  return posix_spawn_file_actions_addchdir_np(actions, path);
}

int gate_spawn_add_close_from(posix_spawn_file_actions_t *actions, int first) {
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
#else
  (void)actions;
  (void)first;
  return 0;
#endif
}

short gate_spawn_flags(void) {
#if defined(__APPLE__)
  return POSIX_SPAWN_SETSID | POSIX_SPAWN_CLOEXEC_DEFAULT;
#else
  return POSIX_SPAWN_SETSID;
#endif
}

void gate_keep_children(void) {
  struct sigaction action;
  if (sigaction(SIGCHLD, 0, &action) == 0 && action.sa_handler == SIG_IGN) signal(SIGCHLD, SIG_DFL);
}

void gate_share_priority(pid_t child) {
  // A new process has the niceness of the thread that started it, and libdispatch gives its threads their own.
  int own = getpriority(PRIO_PROCESS, (id_t)getpid());
  if (own > 0) setpriority(PRIO_PROCESS, (id_t)child, own);
}

void gate_lower_priority(void) {
  // Of the group: on Linux a process's priority would be that of the calling thread alone.
  setpriority(PRIO_PGRP, 0, 10);
#if defined(__linux__) && defined(SYS_ioprio_set)
  // IOPRIO_WHO_PGRP, and IOPRIO_CLASS_IDLE above IOPRIO_CLASS_SHIFT (ioprio_set(2)); the C library has no header for them.
  syscall(SYS_ioprio_set, 2, 0, 3 << 13);
#endif
}
