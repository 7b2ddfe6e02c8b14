/* fsync and fdatasync that fail at one call, for the test of what is said then: built and preloaded by failing_syncs.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>

static int count, at, error;

void begin_syncs(int fail_at, int with) { count = 0; at = fail_at; error = with; }

int counted_syncs(void) { return count; }

static int strikes(void)
{
    if (++count != at) return 0;
    errno = error;
    return 1;
}

int fsync(int handle)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    return strikes() ? -1 : real(handle);
}

int fdatasync(int handle)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    return strikes() ? -1 : real(handle);
}
