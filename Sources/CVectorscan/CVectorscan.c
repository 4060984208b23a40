#include "CVectorscan.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* Values of the documented ABI (hs_common.h, hs_compile.h, hs_runtime.h of Hyperscan 5.2 and later). */
enum { success = 0, no_memory = -2, terminated = -3, mode_block = 1, flag_caseless = 1 };

typedef struct {
  char *message;
  int expression;
} compile_error;

typedef struct {
  unsigned int tune;
  unsigned long long cpu_features;
  unsigned long long reserved1;
  unsigned long long reserved2;
} platform_info;

typedef int (*match_handler)(unsigned int id, unsigned long long from, unsigned long long to, unsigned int flags,
                             void *context);

static struct {
  int (*valid_platform)(void);
  const char *(*version)(void);
  int (*compile_lit_multi)(const char *const *, const unsigned *, const unsigned *, const size_t *, unsigned, unsigned,
                           const void *, gate_vs_database **, compile_error **);
  int (*free_compile_error)(compile_error *);
  int (*free_database)(gate_vs_database *);
  int (*alloc_scratch)(const gate_vs_database *, gate_vs_scratch **);
  int (*free_scratch)(gate_vs_scratch *);
  int (*serialize)(const gate_vs_database *, char **, size_t *);
  int (*deserialize)(const char *, size_t, gate_vs_database **);
  int (*populate_platform)(platform_info *);
  int (*scan)(const gate_vs_database *, const char *, unsigned, unsigned, gate_vs_scratch *, match_handler, void *);
} library;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int available = 0;
static char status[256] = "not looked for";

#ifndef GATE_PORTABLE
static void *open_library(void) {
  static const char *const names[] = {
      "libhs.so.5",
      "libhs.so",
      "libhs.5.dylib",
      "libhs.dylib",
      "/opt/homebrew/lib/libhs.5.dylib",
      "/usr/local/lib/libhs.5.dylib",
      "/opt/homebrew/opt/vectorscan/lib/libhs.5.dylib",
      "/usr/local/opt/vectorscan/lib/libhs.5.dylib",
      "/home/linuxbrew/.linuxbrew/lib/libhs.so.5",
  };
  for (size_t index = 0; index < sizeof names / sizeof names[0]; index++) {
    void *handle = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
    if (handle) return handle;
  }
  return NULL;
}

/* A pointer to a function is read through a pointer to an object pointer, as dlsym(3) advises. */
static int find(void *handle, const char *name, void *slot) {
  void *symbol = dlsym(handle, name);
  if (!symbol) {
    snprintf(status, sizeof status, "libhs has no %s", name);
    return 0;
  }
  *(void **)slot = symbol;
  return 1;
}
#endif

static void load(void) {
#ifdef GATE_PORTABLE
  snprintf(status, sizeof status, "left out of this build");
  return;
#else
  void *handle = open_library();
  if (!handle) {
    snprintf(status, sizeof status, "libhs is not installed");
    return;
  }
  if (!find(handle, "hs_valid_platform", &library.valid_platform) || !find(handle, "hs_version", &library.version) ||
      !find(handle, "hs_compile_lit_multi", &library.compile_lit_multi) ||
      !find(handle, "hs_free_compile_error", &library.free_compile_error) ||
      !find(handle, "hs_free_database", &library.free_database) ||
      !find(handle, "hs_alloc_scratch", &library.alloc_scratch) ||
      !find(handle, "hs_free_scratch", &library.free_scratch) ||
      !find(handle, "hs_serialize_database", &library.serialize) ||
      !find(handle, "hs_deserialize_database", &library.deserialize) ||
      !find(handle, "hs_populate_platform", &library.populate_platform) || !find(handle, "hs_scan", &library.scan)) {
    dlclose(handle);
    return;
  }
  if (library.valid_platform() != success) {
    snprintf(status, sizeof status, "libhs does not support this processor");
    dlclose(handle);
    return;
  }
  snprintf(status, sizeof status, "%s", library.version());
  available = 1;
#endif
}

int gate_vs_is_available(void) {
  pthread_once(&once, load);
  return available;
}

const char *gate_vs_status(void) {
  pthread_once(&once, load);
  return status;
}

int gate_vs_compile(const char *const *literals, const size_t *lengths, const unsigned char *caseless, unsigned int count,
                    gate_vs_database **database) {
  *database = NULL;
  unsigned *flags = calloc(count ? count : 1, sizeof *flags);
  unsigned *ids = calloc(count ? count : 1, sizeof *ids);
  if (!flags || !ids) {
    free(flags);
    free(ids);
    return no_memory;
  }
  for (unsigned index = 0; index < count; index++) {
    flags[index] = caseless[index] ? flag_caseless : 0;
    ids[index] = index;
  }
  compile_error *error = NULL;
  int result =
      library.compile_lit_multi(literals, flags, ids, lengths, count, mode_block, NULL, database, &error);
  if (error) library.free_compile_error(error);
  free(flags);
  free(ids);
  return result;
}

void gate_vs_free_database(gate_vs_database *database) {
  if (database) library.free_database(database);
}

int gate_vs_platform(unsigned int *tune, unsigned long long *features) {
  platform_info info = {0, 0, 0, 0};
  int result = library.populate_platform(&info);
  *tune = info.tune;
  *features = info.cpu_features;
  return result;
}

int gate_vs_serialize(const gate_vs_database *database, char **bytes, size_t *count) {
  *bytes = NULL;
  *count = 0;
  return library.serialize(database, bytes, count);
}

void gate_vs_free_serialized(char *bytes) { free(bytes); }

int gate_vs_deserialize(const char *bytes, size_t count, gate_vs_database **database) {
  *database = NULL;
  return library.deserialize(bytes, count, database);
}

int gate_vs_make_scratch(const gate_vs_database *database, gate_vs_scratch **scratch) {
  *scratch = NULL;
  return library.alloc_scratch(database, scratch);
}

void gate_vs_free_scratch(gate_vs_scratch *scratch) {
  if (scratch) library.free_scratch(scratch);
}

typedef struct {
  gate_vs_on_hit on_hit;
  void *context;
} receiver;

static int forward(unsigned int id, unsigned long long from, unsigned long long to, unsigned int flags, void *context) {
  (void)from;
  (void)flags;
  const receiver *target = context;
  return target->on_hit(id, to, target->context);
}

int gate_vs_scan(const gate_vs_database *database, const char *bytes, unsigned int count, gate_vs_scratch *scratch,
                 gate_vs_on_hit on_hit, void *context) {
  receiver target = {on_hit, context};
  int result = library.scan(database, bytes, count, 0, scratch, forward, &target);
  return result == terminated ? success : result;
}
