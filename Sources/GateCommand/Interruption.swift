import Synchronization
import ToolProcess

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Turns the signals that ask a process to end into the cancellation of a task.
enum Interruption {
  /// The end of a pipe that the signal handler writes to; a handler may do hardly anything else.
  private static let pipeEnd = Atomic<Int32>(-1)

  /// Runs `body` as a task that SIGINT, SIGTERM and SIGHUP cancel; a second signal kills what runs and ends the process at
  /// once. A reader that went away is an error of write(2), not a signal that would hide the verdict.
  static func run<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) async -> Result {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return await body() }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    pipeEnd.store(ends[1], ordering: .sequentiallyConsistent)
    // Before anything is started: a signal that came first would end gate and leave what it has begun. It waits in the pipe.
    for number in [SIGINT, SIGTERM, SIGHUP] { install(number) }
    signal(SIGPIPE, SIG_IGN)
    let work = Task { await body() }
    let readEnd = ends[0]
    startThread {
      var byte: UInt8 = 0
      while read(readEnd, &byte, 1) < 0, errno == EINTR {}
      work.cancel()
      while read(readEnd, &byte, 1) < 0, errno == EINTR {}
      ToolProcess.killAll()
      _exit(130)
    }
    return await work.value
  }

  private static func install(_ number: Int32) {
    var action = sigaction()
    let handler: @convention(c) (Int32) -> Void = { _ in
      var byte: UInt8 = 1
      let saved = errno
      _ = write(Interruption.pipeEnd.load(ordering: .relaxed), &byte, 1)
      errno = saved
    }
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler
    #else
      action.__sigaction_handler.sa_handler = handler
    #endif
    action.sa_flags = Int32(SA_RESTART)
    // A parent that chose to ignore the signal (nohup) is obeyed.
    var previous = sigaction()
    guard sigaction(number, nil, &previous) == 0, !isIgnored(previous) else { return }
    sigaction(number, &action, nil)
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let box = Unmanaged.passRetained(Box(body))
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(
        &thread, nil,
        {
          Unmanaged<Box>.fromOpaque($0).takeRetainedValue().body(); return nil
        }, box.toOpaque())
    #else
      var thread = pthread_t()
      let status = pthread_create(
        &thread, nil,
        { argument in
          if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
          return nil
        }, box.toOpaque())
    #endif
    if status != 0 { box.release() }
  }
}
