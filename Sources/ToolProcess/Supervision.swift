import GateModel
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Stands by one child from start to end: feeds it, reads it, and sees to it that nothing of it is left.
///
/// Blocks its thread; wakes at least every 20 ms to look at the clock, at the cancellation flag and at the child, which
/// needs no signal handler and no second thread.
struct Supervision {
  /// How long a group that was asked to end (SIGTERM) may take before it is killed.
  static let grace = Duration.milliseconds(300)
  /// How long the output is read on after the child itself has ended while a descendant holds the pipe open.
  static let drainTime = Duration.milliseconds(100)

  private let child: ChildProcess
  private let clock = ContinuousClock()
  private let started: ContinuousClock.Instant
  private var pendingInput: ArraySlice<UInt8>
  private var streams: ChildProcess.Streams
  private var outputCapture: OutputCapture
  private var errorCapture: OutputCapture
  private var combinedCapture: OutputCapture
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)

  /// Runs `command` to its end on the current thread.
  static func run(_ command: ToolCommand, cancellation: borrowing Atomic<Bool>) throws(ToolError) -> ToolResult {
    var supervision = try Supervision(command)
    return supervision.toTheEnd(timeout: command.timeout, cancellation: cancellation)
  }

  private init(_ command: ToolCommand) throws(ToolError) {
    // Straight into the property: a local copy would hold the pipes open.
    (child, streams) = try ChildProcess.start(command)
    started = clock.now
    pendingInput = command.input[...]
    outputCapture = OutputCapture(limit: command.outputLimit)
    errorCapture = OutputCapture(limit: command.outputLimit)
    combinedCapture = OutputCapture(limit: command.outputLimit)
  }

  private mutating func toTheEnd(timeout: Duration, cancellation: borrowing Atomic<Bool>) -> ToolResult {
    let deadline = started.advanced(by: timeout)
    var forced: ToolResult.End?
    var pause: Int32 = 1
    while !child.hasEnded() {
      if cancellation.load(ordering: .relaxed) { forced = .cancelled }
      if forced == nil, clock.now >= deadline { forced = .timedOut }
      if forced != nil { break }
      let moved = exchange(milliseconds: pause)
      pause = moved ? 1 : min(20, pause * 2)
    }
    if forced != nil {
      end()
    } else {
      finishReading()
    }
    // What is left of the group goes down with its leader: nothing that a check started outlives it.
    child.signalGroup(SIGKILL)
    let end = child.reap()
    let isTruncated = outputCapture.isTruncated || errorCapture.isTruncated || combinedCapture.isTruncated
    return ToolResult(
      end: forced ?? end, standardOutput: outputCapture.bytes(), standardError: errorCapture.bytes(),
      combined: combinedCapture.bytes(), isTruncated: isTruncated, duration: clock.now - started)
  }

  /// Asks the whole group to end, reads on while it does, and kills it when the grace is over.
  private mutating func end() {
    child.signalGroup(SIGTERM)
    // A stopped process sees no SIGTERM before it is continued.
    child.signalGroup(SIGCONT)
    streams.input = nil
    let limit = clock.now.advanced(by: Self.grace)
    while clock.now < limit, !(child.hasEnded() && streams.output == nil && streams.error == nil) {
      exchange(milliseconds: 10)
    }
    child.signalGroup(SIGKILL)
    while !child.hasEnded() { exchange(milliseconds: 5) }
    readWhatIsThere()
  }

  /// The child is gone: reads what it left in the pipes. Descendants that hold them open get a moment, then SIGTERM, another
  /// moment, and are not waited for any longer.
  private mutating func finishReading() {
    streams.input = nil
    let asked = clock.now.advanced(by: Self.drainTime)
    let limit = asked.advanced(by: Self.drainTime)
    var wasAsked = false
    while streams.output != nil || streams.error != nil, clock.now < limit {
      exchange(milliseconds: 10)
      if !wasAsked, clock.now >= asked {
        child.signalGroup(SIGTERM)
        wasAsked = true
      }
    }
  }

  private mutating func readWhatIsThere() {
    while streams.output != nil || streams.error != nil, exchange(milliseconds: 0) {}
  }

  /// Waits at most so long until a pipe is ready, and moves bytes.
  ///
  /// - Returns: whether anything moved.
  @discardableResult
  private mutating func exchange(milliseconds: Int32) -> Bool {
    var polled = [
      pollfd(fd: streams.output?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: streams.error?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: streams.input?.descriptor ?? -1, events: Int16(POLLOUT), revents: 0),
    ]
    guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return false }
    if polled[0].revents != 0, let descriptor = streams.output?.descriptor {
      let (bytes, isOpen) = receive(descriptor)
      outputCapture.append(bytes)
      combinedCapture.append(bytes)
      if !isOpen { streams.output = nil }
    }
    if polled[1].revents != 0, let descriptor = streams.error?.descriptor {
      let (bytes, isOpen) = receive(descriptor)
      errorCapture.append(bytes)
      combinedCapture.append(bytes)
      if !isOpen { streams.error = nil }
    }
    if polled[2].revents != 0 { feed() }
    return true
  }

  private mutating func receive(_ descriptor: Int32) -> (bytes: ArraySlice<UInt8>, isOpen: Bool) {
    let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count > 0 { return (buffer[..<count], true) }
    return ([], count < 0 && (errno == EAGAIN || errno == EINTR))
  }

  private mutating func feed() {
    guard let descriptor = streams.input?.descriptor else { return }
    let count = pendingInput.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count > 0 { pendingInput.removeFirst(count) }
    // EPIPE: the child does not want to read it all, which is its own affair.
    if pendingInput.isEmpty || (count < 0 && errno != EAGAIN && errno != EINTR) { streams.input = nil }
  }
}
