#include "CLibgit2Startup.h"

/*
 * Debian and Ubuntu build libgit2 with mbedTLS, and git_libgit2_init() then parses the machine's whole bundle of
 * certificates: half of all the instructions of a run of gate (54 of 106 million, libgit2 1.5.1), for connections that gate
 * never makes. There is no option against it. An executable's own definition of a function comes before that of a shared
 * library, so this one answers libgit2 that it was read. No certificate is trusted then: a connection through libgit2, should
 * gate ever make one, fails closed.
 *
 * Elsewhere (macOS, an OpenSSL build) nobody calls it. To be dropped with the first libgit2 that reads the bundle when it
 * connects, or when gate no longer starts libgit2 for a commit.
 */
#if defined(__linux__)
__attribute__((visibility("default"), used)) int mbedtls_x509_crt_parse_file(void *chain, const char *path) {
  (void)chain;
  (void)path;
  return 0;
}
#endif
