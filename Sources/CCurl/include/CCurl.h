#ifndef GATE_CCURL_H
#define GATE_CCURL_H

/* libcurl, opened with dlopen(3) at first use.
   The prototypes are our own, so that building gate needs no header of the library and starting it does not load it. */

#include <stddef.h>

typedef struct gate_curl_session gate_curl_session;

typedef enum { gate_curl_get = 0, gate_curl_put = 1, gate_curl_post = 2 } gate_curl_method;

/* One request. Pointers need to hold during gate_curl_perform() only. */
typedef struct {
  gate_curl_method method;
  const char *url;
  /* What a PUT or a POST sends. */
  const unsigned char *body;
  size_t count;
  /* Lines of its own, behind those of the session. */
  const char *const *headers;
  size_t header_count;
} gate_curl_request;

/* What came of the request `index`, in the order in which requests end.
   error: 0, or libcurl's CURLcode, and then status and content say nothing. content is valid during the call only.
   A result other than 0 ends the whole batch. */
typedef int (*gate_curl_on_answer)(size_t index, int error, long status, const unsigned char *content, size_t count,
                                   void *context);

/* Opens the library once for the process; later calls, from any thread, only answer. 1: usable, 0: not there. */
int gate_curl_is_available(void);

/* Why it is not usable, or its name when it is. Valid for the life of the process. */
const char *gate_curl_status(void);

/* What libcurl says of one of its CURLcodes. */
const char *gate_curl_message(int error);

/* Connections that stay open from batch to batch, for one thread at a time. Redirections are not followed.
   headers: lines that every request carries, such as `Authorization: …`.
   authorities: a file of certificates to trust instead of the system's, or NULL.
   width: how many requests are in flight together.
   NULL where memory ran out or the library is not there. */
gate_curl_session *gate_curl_open(const char *const *headers, size_t count, const char *authorities, unsigned int width);
void gate_curl_close(gate_curl_session *session);

/* Has the session ask no proxy, whatever the environment says. */
void gate_curl_avoid_proxies(gate_curl_session *session);

/* Has the session ask `is_unwanted` ten times a second whether to give up all that is left; anything but 0 does.
   It is called on the thread of gate_curl_perform(). */
void gate_curl_watch(gate_curl_session *session, int (*is_unwanted)(void));

/* Sends all requests and calls on_answer for each that ends. An answer of more than `limit` bytes is an error (CURLcode 23).
   After `milliseconds` all that is left is given up: then the result is how many milliseconds ago the last answer came (or the
   batch began). -1: nothing is left, or on_answer ended it. */
long gate_curl_perform(gate_curl_session *session, const gate_curl_request *requests, size_t count, size_t limit,
                       long milliseconds, gate_curl_on_answer on_answer, void *context);

#endif
