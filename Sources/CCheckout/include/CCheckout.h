#ifndef GATE_CCHECKOUT_H
#define GATE_CCHECKOUT_H

// What laying files out needs of the system and Swift's Glibc module hides.

#include <stddef.h>

/// Fills the empty file `to` with all that `from` holds: by sharing its blocks where the file system can (FICLONE), by
/// copying in the kernel where not. Returns 0, or -1 with errno set.
int gate_copy_file(int from, int to);

/// Converts `count` bytes of text from one encoding to another by iconv(3). Returns 0 and a buffer to be given to free(3)
/// in `*output`; -1 with errno set where an encoding is unknown (EINVAL), the text cannot be converted (EILSEQ), or memory is short.
int gate_convert_text(const char *from, const char *to, const char *input, size_t count, char **output,
                      size_t *output_count);

#endif
