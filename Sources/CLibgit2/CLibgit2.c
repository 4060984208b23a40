#include "CLibgit2.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

/*
 * Every function of libgit2 that gate calls, defined here under its own name and forwarded to the library, which
 * gate_libgit2_load() opens when something first needs it: with the dozen libraries behind it (Kerberos, TLS, SSH) loading
 * libgit2 costs more than all the rest of a run that has no use for it.
 *
 * One line a function: result, name, parameters, arguments, and what is answered while the library is not loaded. The header
 * declares the same names, so a prototype that is not libgit2's does not compile, and a function without a line here does not
 * link.
 */
#define FUNCTIONS(FUNCTION)                                                                                                   \
  FUNCTION(int, git_attr_get,                                                                                                 \
           (const char **value_out, git_repository *repo, uint32_t flags, const char *path, const char *name),                \
           (value_out, repo, flags, path, name), GIT_ERROR)                                                                   \
  FUNCTION(git_attr_value_t, git_attr_value, (const char *attr), (attr), GIT_ATTR_VALUE_UNSPECIFIED)                          \
  FUNCTION(void, git_blob_free, (git_blob *blob), (blob), (void)0)                                                            \
  FUNCTION(int, git_blob_lookup, (git_blob **blob, git_repository *repo, const git_oid *id), (blob, repo, id), GIT_ERROR)     \
  FUNCTION(const void *, git_blob_rawcontent, (const git_blob *blob), (blob), NULL)                                           \
  FUNCTION(git_object_size_t, git_blob_rawsize, (const git_blob *blob), (blob), 0)                                            \
  FUNCTION(void, git_buf_dispose, (git_buf *buffer), (buffer), (void)0)                                                       \
  FUNCTION(int, git_config_add_file_ondisk,                                                                                   \
           (git_config *cfg, const char *path, git_config_level_t level, const git_repository *repo, int force),              \
           (cfg, path, level, repo, force), GIT_ERROR)                                                                        \
  FUNCTION(void, git_config_free, (git_config *cfg), (cfg), (void)0)                                                          \
  FUNCTION(int, git_config_new, (git_config **out), (out), GIT_ERROR)                                                         \
  FUNCTION(const git_error *, git_error_last, (void), (), NULL)                                                               \
  FUNCTION(int, git_filter_list_apply_to_blob,                                                                                \
           (git_buf *out, git_filter_list *filters, git_blob *blob),                                                          \
           (out, filters, blob), GIT_ERROR)                                                                                   \
  FUNCTION(int, git_filter_list_apply_to_buffer,                                                                              \
           (git_buf *out, git_filter_list *filters, const char *in, size_t in_len),                                           \
           (out, filters, in, in_len), GIT_ERROR)                                                                             \
  FUNCTION(void, git_filter_list_free, (git_filter_list *filters), (filters), (void)0)                                        \
  FUNCTION(int, git_filter_list_load,                                                                                         \
           (git_filter_list **filters, git_repository *repo, git_blob *blob, const char *path, git_filter_mode_t mode,        \
            uint32_t flags),                                                                                                  \
           (filters, repo, blob, path, mode, flags), GIT_ERROR)                                                               \
  FUNCTION(int, git_index_add, (git_index *index, const git_index_entry *source_entry), (index, source_entry), GIT_ERROR)     \
  FUNCTION(size_t, git_index_entrycount, (const git_index *index), (index), 0)                                                \
  FUNCTION(void, git_index_free, (git_index *index), (index), (void)0)                                                        \
  FUNCTION(const git_index_entry *, git_index_get_byindex, (git_index *index, size_t n), (index, n), NULL)                    \
  FUNCTION(const git_index_entry *, git_index_get_bypath,                                                                     \
           (git_index *index, const char *path, int stage),                                                                   \
           (index, path, stage), NULL)                                                                                        \
  FUNCTION(int, git_index_new, (git_index **out), (out), GIT_ERROR)                                                           \
  FUNCTION(int, git_index_open, (git_index **out, const char *index_path), (out, index_path), GIT_ERROR)                      \
  FUNCTION(int, git_index_write, (git_index *index), (index), GIT_ERROR)                                                      \
  FUNCTION(int, git_libgit2_init, (void), (), GIT_ERROR)                                                                      \
  FUNCTION(void, git_object_free, (git_object *object), (object), (void)0)                                                    \
  FUNCTION(const git_oid *, git_object_id, (const git_object *obj), (obj), NULL)                                              \
  FUNCTION(int, git_object_peel,                                                                                              \
           (git_object **peeled, const git_object *object, git_object_t target_type),                                         \
           (peeled, object, target_type), GIT_ERROR)                                                                          \
  FUNCTION(int, git_odb_add_disk_alternate, (git_odb *odb, const char *path), (odb, path), GIT_ERROR)                         \
  FUNCTION(void, git_odb_free, (git_odb *db), (db), (void)0)                                                                  \
  FUNCTION(int, git_odb_open, (git_odb **out, const char *objects_dir), (out, objects_dir), GIT_ERROR)                        \
  FUNCTION(void, git_repository_free, (git_repository *repo), (repo), (void)0)                                                \
  FUNCTION(int, git_repository_hashfile,                                                                                      \
           (git_oid *out, git_repository *repo, const char *path, git_object_t type, const char *as_path),                    \
           (out, repo, path, type, as_path), GIT_ERROR)                                                                       \
  FUNCTION(int, git_repository_odb, (git_odb **out, git_repository *repo), (out, repo), GIT_ERROR)                            \
  FUNCTION(int, git_repository_open_ext,                                                                                      \
           (git_repository **out, const char *path, unsigned int flags, const char *ceiling_dirs),                            \
           (out, path, flags, ceiling_dirs), GIT_ERROR)                                                                       \
  FUNCTION(int, git_repository_set_config, (git_repository *repo, git_config *config), (repo, config), GIT_ERROR)             \
  FUNCTION(int, git_repository_set_index, (git_repository *repo, git_index *index), (repo, index), GIT_ERROR)                 \
  FUNCTION(int, git_repository_set_odb, (git_repository *repo, git_odb *odb), (repo, odb), GIT_ERROR)                         \
  FUNCTION(int, git_repository_set_workdir,                                                                                   \
           (git_repository *repo, const char *workdir, int update_gitlink),                                                   \
           (repo, workdir, update_gitlink), GIT_ERROR)                                                                        \
  FUNCTION(int, git_revparse_single,                                                                                          \
           (git_object **out, git_repository *repo, const char *spec),                                                        \
           (out, repo, spec), GIT_ERROR)

#define SLOT(result, name, parameters, arguments, otherwise) static __typeof__(name) *real_##name;
FUNCTIONS(SLOT)

#define STUB(result, name, parameters, arguments, otherwise) \
  result name parameters { return real_##name ? real_##name arguments : otherwise; }
FUNCTIONS(STUB)

/* Variadic, so it has no stub of its own: the options that gate sets are functions at the end of this file. */
static __typeof__(git_libgit2_opts) *real_git_libgit2_opts;

/* A pointer to a function is written through a pointer to an object pointer, as dlsym(3) advises. */
#define SYMBOL(result, name, parameters, arguments, otherwise) {#name, (void **)&real_##name},
static const struct {
  const char *name;
  void **slot;
} symbols[] = {FUNCTIONS(SYMBOL){"git_libgit2_opts", (void **)&real_git_libgit2_opts}};
static const size_t symbol_count = sizeof symbols / sizeof symbols[0];

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_loaded = 0;
static char status[256] = "not looked for";

/* Of the version that the header is of: another one may lay its structures out otherwise. */
static void *open_library(void) {
  static const char *const names[] = {
#if defined(__APPLE__)
      "libgit2." LIBGIT2_SOVERSION ".dylib",
      "/opt/homebrew/lib/libgit2." LIBGIT2_SOVERSION ".dylib",
      "/usr/local/lib/libgit2." LIBGIT2_SOVERSION ".dylib",
      "/opt/homebrew/opt/libgit2/lib/libgit2." LIBGIT2_SOVERSION ".dylib",
      "/usr/local/opt/libgit2/lib/libgit2." LIBGIT2_SOVERSION ".dylib",
#else
      "libgit2.so." LIBGIT2_SOVERSION,
      "/usr/local/lib/libgit2.so." LIBGIT2_SOVERSION,
      "/home/linuxbrew/.linuxbrew/lib/libgit2.so." LIBGIT2_SOVERSION,
#endif
  };
  for (size_t index = 0; index < sizeof names / sizeof names[0]; index++) {
    void *library = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
    if (library) return library;
  }
  return NULL;
}

static void load(void) {
  void *library = open_library();
  if (!library) {
    snprintf(status, sizeof status, "libgit2 " LIBGIT2_SOVERSION " is not installed");
    return;
  }
  for (size_t index = 0; index < symbol_count; index++) {
    if (dlsym(library, symbols[index].name)) continue;
    snprintf(status, sizeof status, "libgit2 " LIBGIT2_SOVERSION " has no %s", symbols[index].name);
    dlclose(library);
    return;
  }
  for (size_t index = 0; index < symbol_count; index++) *symbols[index].slot = dlsym(library, symbols[index].name);
  snprintf(status, sizeof status, "libgit2 " LIBGIT2_SOVERSION);
  is_loaded = 1;
}

int gate_libgit2_load(void) {
  pthread_once(&once, load);
  return is_loaded;
}

const char *gate_libgit2_status(void) {
  pthread_once(&once, load);
  return status;
}

int gate_git_set_search_path(int level, const char *path) {
  return real_git_libgit2_opts ? real_git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path) : GIT_ERROR;
}

int gate_git_set_extensions(const char **names, size_t count) {
  return real_git_libgit2_opts ? real_git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, count) : GIT_ERROR;
}

int gate_git_set_owner_validation(int enabled) {
  return real_git_libgit2_opts ? real_git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled) : GIT_ERROR;
}
