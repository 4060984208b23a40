#include "CCurl.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Values of the documented ABI (curl.h and multi.h of libcurl 7.66 and later), which never change
   (https://curl.se/libcurl/abi.html). */
enum {
  success = 0,
  global_all = 3,
  message_done = 1,
  option_write_data = 10001,
  option_url = 10002,
  option_post_fields = 10015,
  option_header = 10023,
  option_custom_request = 10036,
  option_no_proxy = 10177,
  option_authorities = 10065,
  option_http_get = 80,
  option_no_signal = 99,
  option_no_delay = 121,
  option_quick_exit = 322,
  option_write_function = 20011,
  option_socket_function = 20148,
  option_post_size = 30120,
  information_status = 0x200002,
};

typedef void easy_handle;
typedef void multi_handle;
/* struct curl_slist, part of the ABI. */
typedef struct list {
  char *data;
  struct list *next;
} list;

typedef struct {
  int kind;
  easy_handle *easy;
  union {
    void *whatever;
    int result;
  } data;
} message;

static struct {
  int (*global_init)(long);
  easy_handle *(*easy_init)(void);
  int (*easy_setopt)(easy_handle *, int, ...);
  int (*easy_getinfo)(easy_handle *, int, ...);
  void (*easy_cleanup)(easy_handle *);
  const char *(*easy_strerror)(int);
  multi_handle *(*multi_init)(void);
  int (*multi_add_handle)(multi_handle *, easy_handle *);
  int (*multi_remove_handle)(multi_handle *, easy_handle *);
  int (*multi_perform)(multi_handle *, int *);
  int (*multi_poll)(multi_handle *, void *, unsigned int, int, int *);
  message *(*multi_info_read)(multi_handle *, int *);
  int (*multi_cleanup)(multi_handle *);
  list *(*slist_append)(list *, const char *);
  void (*slist_free_all)(list *);
} library;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int available = 0;
static char status[256] = "not looked for";

/* Debian's git depends on the second. */
static const char *const names[] = {
    "libcurl.so.4", "libcurl-gnutls.so.4", "/usr/lib/libcurl.4.dylib", "libcurl.4.dylib", "libcurl.dylib",
};

/* A pointer to a function is read through a pointer to an object pointer, as dlsym(3) advises. */
static int find(void *handle, const char *name, void *slot) {
  void *symbol = dlsym(handle, name);
  if (!symbol) {
    snprintf(status, sizeof status, "libcurl has no %s", name);
    return 0;
  }
  *(void **)slot = symbol;
  return 1;
}

static int find_all(void *handle) {
  return find(handle, "curl_global_init", &library.global_init) && find(handle, "curl_easy_init", &library.easy_init) &&
         find(handle, "curl_easy_setopt", &library.easy_setopt) &&
         find(handle, "curl_easy_getinfo", &library.easy_getinfo) &&
         find(handle, "curl_easy_cleanup", &library.easy_cleanup) &&
         find(handle, "curl_easy_strerror", &library.easy_strerror) &&
         find(handle, "curl_multi_init", &library.multi_init) &&
         find(handle, "curl_multi_add_handle", &library.multi_add_handle) &&
         find(handle, "curl_multi_remove_handle", &library.multi_remove_handle) &&
         find(handle, "curl_multi_perform", &library.multi_perform) &&
         find(handle, "curl_multi_poll", &library.multi_poll) &&
         find(handle, "curl_multi_info_read", &library.multi_info_read) &&
         find(handle, "curl_multi_cleanup", &library.multi_cleanup) &&
         find(handle, "curl_slist_append", &library.slist_append) &&
         find(handle, "curl_slist_free_all", &library.slist_free_all);
}

static void load(void) {
  snprintf(status, sizeof status, "libcurl is not installed");
  for (size_t index = 0; index < sizeof names / sizeof names[0]; index++) {
    void *handle = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
    if (!handle) continue;
    if (find_all(handle) && library.global_init(global_all) == success) {
      snprintf(status, sizeof status, "%s", names[index]);
      available = 1;
      return;
    }
    dlclose(handle);
  }
}

int gate_curl_is_available(void) {
  pthread_once(&once, load);
  return available;
}

const char *gate_curl_status(void) {
  pthread_once(&once, load);
  return status;
}

const char *gate_curl_message(int error) {
  return gate_curl_is_available() ? library.easy_strerror(error) : status;
}

/* One request in flight, or none. */
typedef struct {
  easy_handle *easy;
  int is_busy;
  size_t index;
  unsigned char *content;
  size_t count;
  size_t capacity;
  size_t limit;
  /* The lines of the session and those of the request, where it has any. */
  list *headers;
} slot;

struct gate_curl_session {
  multi_handle *multi;
  list *headers;
  int (*is_unwanted)(void);
  unsigned int width;
  slot slots[];
};

static size_t receive(char *bytes, size_t size, size_t number, void *context) {
  slot *slot = context;
  size_t count = size * number;
  if (count > slot->limit - slot->count) return 0;
  if (slot->count + count > slot->capacity) {
    size_t capacity = (slot->count + count) * 2;
    unsigned char *content = realloc(slot->content, capacity);
    if (!content) return 0;
    slot->content = content;
    slot->capacity = capacity;
  }
  memcpy(slot->content + slot->count, bytes, count);
  slot->count += count;
  return count;
}

/* Programs that gate starts do not inherit the connection. */
static int keep_to_ourselves(void *context, int descriptor, int purpose) {
  (void)context;
  (void)purpose;
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  return 0;
}

static int prepare(gate_curl_session *session, slot *slot, const char *authorities) {
  slot->easy = library.easy_init();
  if (!slot->easy) return 0;
  library.easy_setopt(slot->easy, option_write_function, receive);
  library.easy_setopt(slot->easy, option_write_data, slot);
  library.easy_setopt(slot->easy, option_socket_function, keep_to_ourselves);
  library.easy_setopt(slot->easy, option_header, session->headers);
  library.easy_setopt(slot->easy, option_no_signal, 1L);
  library.easy_setopt(slot->easy, option_no_delay, 1L);
  /* Else giving up would wait for a resolver that has no answer (libcurl 7.87; earlier ones do not know the option). */
  library.easy_setopt(slot->easy, option_quick_exit, 1L);
  return !authorities || library.easy_setopt(slot->easy, option_authorities, authorities) == success;
}

gate_curl_session *gate_curl_open(const char *const *headers, size_t count, const char *authorities, unsigned int width) {
  if (!gate_curl_is_available()) return NULL;
  gate_curl_session *session = calloc(1, sizeof *session + width * sizeof(slot));
  if (!session) return NULL;
  session->width = width;
  session->multi = library.multi_init();
  int is_good = session->multi != NULL;
  for (size_t index = 0; index < count && is_good; index++) {
    list *longer = library.slist_append(session->headers, headers[index]);
    if (longer) session->headers = longer;
    is_good = longer != NULL;
  }
  for (unsigned int index = 0; index < width && is_good; index++) {
    is_good = prepare(session, &session->slots[index], authorities);
  }
  if (is_good) return session;
  gate_curl_close(session);
  return NULL;
}

void gate_curl_close(gate_curl_session *session) {
  if (!session) return;
  for (unsigned int index = 0; index < session->width; index++) {
    if (session->slots[index].easy) library.easy_cleanup(session->slots[index].easy);
    free(session->slots[index].content);
  }
  if (session->multi) library.multi_cleanup(session->multi);
  if (session->headers) library.slist_free_all(session->headers);
  free(session);
}

void gate_curl_avoid_proxies(gate_curl_session *session) {
  for (unsigned int index = 0; index < session->width; index++) {
    library.easy_setopt(session->slots[index].easy, option_no_proxy, "*");
  }
}

void gate_curl_watch(gate_curl_session *session, int (*is_unwanted)(void)) { session->is_unwanted = is_unwanted; }

static long milliseconds_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* The lines of the session and the request; NULL where memory ran out. */
static list *lines(const list *headers, const gate_curl_request *request) {
  list *all = NULL;
  for (const list *line = headers; line; line = line->next) {
    list *longer = library.slist_append(all, line->data);
    if (!longer) goto failed;
    all = longer;
  }
  for (size_t index = 0; index < request->header_count; index++) {
    list *longer = library.slist_append(all, request->headers[index]);
    if (!longer) goto failed;
    all = longer;
  }
  return all;
failed:
  library.slist_free_all(all);
  return NULL;
}

static void start(gate_curl_session *session, slot *slot, const gate_curl_request *requests, size_t index, size_t limit) {
  const gate_curl_request *request = &requests[index];
  if (request->header_count > 0) {
    slot->headers = lines(session->headers, request);
    /* Without what it has to say the request is not sent: the caller hears nothing of it. */
    if (!slot->headers) return;
    library.easy_setopt(slot->easy, option_header, slot->headers);
  }
  slot->index = index;
  slot->count = 0;
  slot->limit = limit;
  library.easy_setopt(slot->easy, option_url, request->url);
  if (request->method != gate_curl_get) {
    library.easy_setopt(slot->easy, option_post_size, (long long)request->count);
    library.easy_setopt(slot->easy, option_post_fields, (const char *)request->body);
    library.easy_setopt(slot->easy, option_custom_request, request->method == gate_curl_put ? "PUT" : "POST");
  } else {
    library.easy_setopt(slot->easy, option_custom_request, NULL);
    library.easy_setopt(slot->easy, option_http_get, 1L);
  }
  slot->is_busy = library.multi_add_handle(session->multi, slot->easy) == success;
}

static void stop(gate_curl_session *session, slot *slot) {
  if (slot->is_busy) library.multi_remove_handle(session->multi, slot->easy);
  slot->is_busy = 0;
  if (!slot->headers) return;
  library.easy_setopt(slot->easy, option_header, session->headers);
  library.slist_free_all(slot->headers);
  slot->headers = NULL;
}

static slot *slot_of(gate_curl_session *session, const easy_handle *easy) {
  for (unsigned int index = 0; index < session->width; index++) {
    if (session->slots[index].easy == easy) return &session->slots[index];
  }
  return NULL;
}

/* Hands out what has ended; how much that was, or -1 where on_answer wants no more. */
static long collect(gate_curl_session *session, gate_curl_on_answer on_answer, void *context) {
  long answered = 0;
  int left = 0;
  for (message *message; (message = library.multi_info_read(session->multi, &left));) {
    slot *slot = message->kind == message_done ? slot_of(session, message->easy) : NULL;
    if (!slot) continue;
    int error = message->data.result;
    long code = 0;
    if (error == success) library.easy_getinfo(slot->easy, information_status, &code);
    stop(session, slot);
    answered++;
    if (on_answer(slot->index, error, code, slot->content, slot->count, context)) return -1;
  }
  return answered;
}

long gate_curl_perform(gate_curl_session *session, const gate_curl_request *requests, size_t count, size_t limit,
                       long milliseconds, gate_curl_on_answer on_answer, void *context) {
  long last = milliseconds_now();
  long end = last + milliseconds;
  long result = -1;
  size_t next = 0;
  for (;;) {
    size_t in_flight = 0;
    for (unsigned int index = 0; index < session->width; index++) {
      slot *slot = &session->slots[index];
      if (!slot->is_busy && next < count) start(session, slot, requests, next++, limit);
      if (slot->is_busy) in_flight++;
    }
    if (in_flight == 0) break;
    int running = 0;
    if (library.multi_perform(session->multi, &running) != success) break;
    long answered = collect(session, on_answer, context);
    if (answered < 0) break;
    long now = milliseconds_now();
    if (answered > 0) last = now;
    if (now >= end) {
      result = now - last;
      break;
    }
    if (answered > 0) continue;
    if (session->is_unwanted && session->is_unwanted()) break;
    long patience = session->is_unwanted && end - now > 100 ? 100 : end - now;
    if (library.multi_poll(session->multi, NULL, 0, (int)patience, NULL) != success) break;
  }
  for (unsigned int index = 0; index < session->width; index++) stop(session, &session->slots[index]);
  return result;
}
