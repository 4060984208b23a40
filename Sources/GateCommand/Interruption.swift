import Synchronization
import ToolProcess

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Turns the signals that ask a process to end into the cancellation of a task.
enum Interruption {
  /// The ends of a pipe that the signal handler writes to; a handler may do hardly anything else. -1 where there is none.
  private static let readEnd = Atomic<Int32>(-1)
  private static let writeEnd = Atomic<Int32>(-1)

  /// Makes SIGINT, SIGTERM and SIGHUP wait for ``run(_:)``, also those that whoever started this process had blocked until it
  /// could hear them (``BackgroundProcess``). For the first thing that the process does: a signal that came before would end it
  /// and leave what it has begun. A reader that went away is an error of write(2), not a signal that would hide the verdict.
  static func prepare() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    readEnd.store(ends[0], ordering: .sequentiallyConsistent)
    writeEnd.store(ends[1], ordering: .sequentiallyConsistent)
    let numbers = [SIGINT, SIGTERM, SIGHUP]
    for number in numbers { install(number) }
    signal(SIGPIPE, SIG_IGN)
    letIn(numbers)
  }

  /// Runs `body` as a task that those signals cancel; a second one kills what runs and ends the process at once.
  static func run<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) async -> Result {
    let readEnd = readEnd.load(ordering: .sequentiallyConsistent)
    guard readEnd >= 0 else { return await body() }
    let work = Task { await body() }
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

  private static func letIn(_ numbers: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for number in numbers { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  private static func install(_ number: Int32) {
    var action = sigaction()
    let handler: @convention(c) (Int32) -> Void = { _ in
      var byte: UInt8 = 1
      let saved = errno
      _ = write(Interruption.writeEnd.load(ordering: .relaxed), &byte, 1)
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
