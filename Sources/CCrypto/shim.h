// OpenSSL 3 marks the streaming SHA256_* functions as deprecated in favour of EVP, whose first use costs a provider
// look-up. They are part of its ABI and do all that is needed here.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
