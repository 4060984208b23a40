#define _GNU_SOURCE
#include "CCheckout.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#if defined(__APPLE__)
#include <copyfile.h>
#else
#include <linux/fs.h>
#endif

#if defined(__linux__)
static int copy_by_reading(int from, int to) {
  char buffer[65536];
  for (;;) {
    ssize_t got = read(from, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got < 0 ? -1 : 0;
    for (ssize_t written = 0; written < got;) {
      ssize_t count = write(to, buffer + written, (size_t)(got - written));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return -1;
      written += count;
    }
  }
}
#endif

int gate_copy_file(int from, int to) {
#if defined(__APPLE__)
  return fcopyfile(from, to, NULL, COPYFILE_DATA);
#else
  if (ioctl(to, FICLONE, from) == 0) return 0;
  // Both descriptors keep their place, so that whoever takes over continues where the other stopped.
  for (;;) {
    ssize_t count = copy_file_range(from, NULL, to, NULL, 1 << 30, 0);
    if (count == 0) return 0;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return copy_by_reading(from, to);
  }
#endif
}

int gate_convert_text(const char *from, const char *to, const char *input, size_t count, char **output,
                      size_t *output_count) {
  iconv_t converter = iconv_open(to, from);
  if (converter == (iconv_t)-1) return -1;
  size_t capacity = count * 2 + 16;
  char *buffer = malloc(capacity);
  char *in = (char *)input;
  size_t used = 0;
  // The last round, without input, returns to the initial shift state.
  int is_last = 0;
  while (buffer) {
    char *out = buffer + used;
    size_t space = capacity - used;
    size_t result = is_last ? iconv(converter, NULL, NULL, &out, &space) : iconv(converter, &in, &count, &out, &space);
    used = capacity - space;
    if (result != (size_t)-1) {
      if (is_last) break;
      is_last = 1;
      continue;
    }
    if (errno != E2BIG) {
      int reason = errno == EINVAL ? EILSEQ : errno;
      free(buffer);
      iconv_close(converter);
      errno = reason;
      return -1;
    }
    capacity *= 2;
    char *larger = realloc(buffer, capacity);
    if (!larger) free(buffer);
    buffer = larger;
  }
  iconv_close(converter);
  if (!buffer) {
    errno = ENOMEM;
    return -1;
  }
  *output = buffer;
  *output_count = used;
  return 0;
}
