// What LeakSanitizer must not count against us: Cairo 1.16 keeps 24 bytes of each PDF it has written.
#if defined(__SANITIZE_ADDRESS__)
extern "C" char const* __lsan_default_suppressions();
extern "C" char const* __lsan_default_suppressions() { return "leak:libcairo.so\n"; }
#endif
