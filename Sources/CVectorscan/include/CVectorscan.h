#ifndef GATE_CVECTORSCAN_H
#define GATE_CVECTORSCAN_H

/* Vectorscan (or Hyperscan, whose API it keeps: libhs), opened with dlopen(3) at first use.
   The prototypes are our own, so that building gate needs no header of the library and starting it does not load it. */

#include <stddef.h>

typedef struct gate_vs_database gate_vs_database;
typedef struct gate_vs_scratch gate_vs_scratch;

/* One hit: which literal, and the offset of the byte after it. A result other than 0 ends the scan. */
typedef int (*gate_vs_on_hit)(unsigned int literal, unsigned long long end, void *context);

/* Opens the library once for the process; later calls, from any thread, only answer. 1: usable, 0: not there or not for
   this processor. */
int gate_vs_is_available(void);

/* Why it is not usable, or the version when it is. Valid for the life of the process. */
const char *gate_vs_status(void);

/* Compiles `count` literals for whole blocks of memory. `caseless[i]` other than 0 folds ASCII case.
   0, or the library's own (negative) error. */
int gate_vs_compile(const char *const *literals, const size_t *lengths, const unsigned char *caseless, unsigned int count,
                    gate_vs_database **database);
void gate_vs_free_database(gate_vs_database *database);

/* What a compiled database depends on, besides the library's version: hs_populate_platform. */
int gate_vs_platform(unsigned int *tune, unsigned long long *features);

/* The database as bytes, for this version and this kind of processor only; to be freed with gate_vs_free_serialized. */
int gate_vs_serialize(const gate_vs_database *database, char **bytes, size_t *count);
void gate_vs_free_serialized(char *bytes);

/* Bytes that are no database, or one for something else, are an error; damage is noticed by the caller. */
int gate_vs_deserialize(const char *bytes, size_t count, gate_vs_database **database);

/* Working memory for one scan at a time. */
int gate_vs_make_scratch(const gate_vs_database *database, gate_vs_scratch **scratch);
void gate_vs_free_scratch(gate_vs_scratch *scratch);

/* Reports every occurrence, overlapping ones too. 0 also when `on_hit` ended the scan. */
int gate_vs_scan(const gate_vs_database *database, const char *bytes, unsigned int count, gate_vs_scratch *scratch,
                 gate_vs_on_hit on_hit, void *context);

#endif
