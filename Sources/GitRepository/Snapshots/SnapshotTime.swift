#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The times that gate gives to what it writes into a snapshot.
enum SnapshotTime {
  /// Sets the time of the last change of `name` in an open directory to this nanosecond.
  ///
  /// A file system counts in ticks of several milliseconds: two writes of the same tick look alike. This time falls between
  /// two ticks, so that any later write shows, however soon it comes. And its second is another than that of the
  /// `previous` content, for tools that remember files (CPython its compiled modules) compare size and whole seconds.
  static func mark(_ name: UnsafePointer<CChar>, in directory: Int32, after previous: Timestamp?) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    if let previous, Int(previous.seconds) >= now.tv_sec { now.tv_sec = Int(previous.seconds) + 1 }
    let times = [now, now]
    _ = utimensat(directory, name, times, AT_SYMLINK_NOFOLLOW)
  }
}
