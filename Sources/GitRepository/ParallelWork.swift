internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Spreads work that blocks in system calls over threads of its own, as many as there are cores.
package enum ParallelWork {
  /// The ranges of `0..<count` that no worker has taken yet.
  final class Chunks: Sendable {
    private let count: Int
    private let size: Int
    private let taken = Atomic(0)

    fileprivate init(count: Int, size: Int) {
      self.count = count
      self.size = size
    }

    /// The next range, `nil` when all are taken.
    func next() -> Range<Int>? {
      let start = taken.wrappingAdd(size, ordering: .relaxed).oldValue
      return start < count ? start..<min(count, start + size) : nil
    }

    /// Leaves nothing for anybody.
    fileprivate func end() { taken.store(count, ordering: .relaxed) }
  }

  /// Calls `body` on several threads at once, each taking chunks of `size` until `count` are done.
  ///
  /// - Returns: what each call returned, in no order.
  /// - Throws: the first error of a call; the others stop after their chunk.
  static func run<Result: Sendable>(
    count: Int, size: Int, _ body: @escaping @Sendable (Chunks) throws(GitError) -> Result
  ) throws(GitError) -> [Result] {
    let chunks = Chunks(count: count, size: size)
    let gathered = Gathered<Result>()
    let work = { @Sendable in
      do throws(GitError) {
        let result = try body(chunks)
        gathered.results.withLock { $0.append(result) }
      } catch {
        chunks.end()
        gathered.error.withLock { if $0 == nil { $0 = error } }
      }
    }
    let width = min((count + size - 1) / size, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    let threads = (1..<max(2, width)).dropLast(width < 2 ? 1 : 0).compactMap { _ in start(work) }
    work()
    for thread in threads { pthread_join(thread, nil) }
    if let error = gathered.error.withLock({ $0 }) { throw error }
    return gathered.results.withLock { $0 }
  }

  /// Calls `body` for each number below `count`, on several threads at once, and returns when all is done.
  package static func run(count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    do throws(GitError) {
      _ = try run(count: count, size: 1) { chunks throws(GitError) in
        while let chunk = chunks.next() { chunk.forEach(body) }
      }
    } catch {
      // `body` throws nothing.
      return
    }
  }

  private final class Gathered<Result: Sendable>: Sendable {
    let results = Mutex<[Result]>([])
    let error = Mutex<GitError?>(nil)
  }

  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// A thread that takes no signals, for they are the main thread's; `nil` where the system has none to give, and the
  /// others do its share.
  private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    let work = Unmanaged.passRetained(Work(body))
    var all = sigset_t()
    sigfillset(&all)
    for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT] { sigdelset(&all, fault) }
    var previous = sigset_t()
    pthread_sigmask(SIG_BLOCK, &all, &previous)
    defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
    #if canImport(Darwin)
      var thread: pthread_t?
      let result = pthread_create(&thread, nil, { ParallelWork.enter($0) }, work.toOpaque())
    #else
      var thread = pthread_t()
      let result = pthread_create(&thread, nil, { ParallelWork.enter($0) }, work.toOpaque())
    #endif
    if result == 0 { return thread }
    work.release()
    return nil
  }

  private static func enter(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
    return nil
  }
}
