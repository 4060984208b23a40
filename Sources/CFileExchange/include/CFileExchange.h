#ifndef GATE_CFILEEXCHANGE_H
#define GATE_CFILEEXCHANGE_H

// The form of rename(2) that Swift's Glibc module does not show.

/// Puts each of two files in the place of the other, at once: at no instant is there nothing at either path. Returns 0, or
/// -1 with errno set; ENOSYS and EINVAL where the system or the file system cannot.
int gate_exchange(const char *first, const char *second);

#endif
