/* Nothing to call: linking this target is what it is for. See CLibgit2Startup.c. */
#ifndef GATE_CLIBGIT2_STARTUP_H
#define GATE_CLIBGIT2_STARTUP_H
#endif
