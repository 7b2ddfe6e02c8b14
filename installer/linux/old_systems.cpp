// What Qt's arm64 libraries take from glibc 2.30 and from the C++ library of GCC 9, for systems that have older ones.
// packages/relabel.py makes those libraries ask for it without a version: a newer system's own comes first or does the same.

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory_resource>
#include <new>
#include <pthread.h>
#include <time.h>

// Waits until a moment of another clock, by the time that is left on the clock that old systems wait by.
extern "C" __attribute__((visibility("default"))) int
pthread_cond_clockwait(pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock, const struct timespec *until)
{
    struct timespec now, end;
    clock_gettime(clock, &now);
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += until->tv_sec - now.tv_sec;
    end.tv_nsec += until->tv_nsec - now.tv_nsec;
    while (end.tv_nsec < 0) {
        end.tv_nsec += 1000000000L;
        end.tv_sec -= 1;
    }
    while (end.tv_nsec >= 1000000000L) {
        end.tv_nsec -= 1000000000L;
        end.tv_sec += 1;
    }
    return pthread_cond_timedwait(condition, mutex, &end);
}

namespace std::pmr {

memory_resource::~memory_resource() = default;

// Memory of the ordinary kind, for which a monotonic buffer asks when its own is full.
struct ordinary_memory final : memory_resource {
    void *do_allocate(size_t bytes, size_t) override
    {
        if (void *memory = std::malloc(bytes))
            return memory;
        std::abort();
    }
    void do_deallocate(void *memory, size_t, size_t) override { std::free(memory); }
    bool do_is_equal(const memory_resource &other) const noexcept override { return this == &other; }
};

__attribute__((visibility("default"))) memory_resource *get_default_resource() noexcept
{
    static ordinary_memory memory;
    return &memory;
}

// Each block that was asked for begins with the one before it and its own size.
struct monotonic_buffer_resource::_Chunk {
    _Chunk *before;
    size_t bytes;
};

__attribute__((visibility("default"))) monotonic_buffer_resource::~monotonic_buffer_resource() { release(); }

__attribute__((visibility("default"))) void monotonic_buffer_resource::_M_new_buffer(size_t bytes, size_t alignment)
{
    const size_t room = std::max(std::max(bytes, size_t(1)), _M_next_bufsiz);
    const size_t head = (sizeof(_Chunk) + 15) / 16 * 16;
    const size_t whole = head + room + std::max(alignment, size_t(16));
    char *memory = static_cast<char *>(_M_upstream->allocate(whole, alignof(std::max_align_t)));
    _M_head = new (memory) _Chunk{_M_head, whole};
    size_t place = reinterpret_cast<size_t>(memory) + head;
    place = (place + alignment - 1) / alignment * alignment;
    _M_current_buf = reinterpret_cast<void *>(place);
    _M_avail = reinterpret_cast<size_t>(memory) + whole - place;
    _M_next_bufsiz *= 1.5;
}

__attribute__((visibility("default"))) void monotonic_buffer_resource::_M_release_buffers() noexcept
{
    while (_M_head) {
        _Chunk *chunk = _M_head;
        _M_head = chunk->before;
        _M_upstream->deallocate(chunk, chunk->bytes, alignof(std::max_align_t));
    }
}

} // namespace std::pmr
