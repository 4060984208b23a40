import GateModel

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// All that gate takes from the process it runs in, read once and passed down.
struct CommandContext: Sendable {
  /// The variables of the environment.
  var environment: [String: String]
  /// The working directory.
  var directory: LocalPath
  var isOutputTerminal: Bool
  var isErrorTerminal: Bool
  /// How many columns the terminal has, `nil` where there is none.
  var terminalWidth: Int?
  /// How many cores there are.
  var coreCount: Int
  /// The number of the user who runs gate.
  var userID: UInt32
  /// Where the running gate lies, `nil` where the system does not say.
  var executable: LocalPath?
  /// Seconds since 1970.
  var now: @Sendable () -> Int64

  /// The context of this process.
  static func ofProcess() -> CommandContext {
    CommandContext(
      environment: processEnvironment(), directory: processDirectory(), isOutputTerminal: isatty(1) == 1,
      isErrorTerminal: isatty(2) == 1, terminalWidth: processTerminalWidth(),
      coreCount: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
      userID: getuid(),
      executable: processExecutable(), now: { Int64(time(nil)) })
  }

  /// Where short-lived files go.
  var temporaryDirectory: LocalPath {
    LocalPath(environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp")
  }

  /// Writes `text` to standard output.
  func print(_ text: String) {
    Self.write(Array(text.utf8), to: 1)
  }

  /// Writes `bytes`, which need not be text, to standard output.
  func print(bytes: [UInt8]) {
    Self.write(bytes, to: 1)
  }

  /// Writes `text` and a line end to standard error.
  func complain(_ text: String) {
    Self.write(Array((text + "\n").utf8), to: 2)
  }

  /// Everything on standard input; of more than `limit` bytes only as much as shows that they are more.
  func readStandardInput(limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = read(0, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
      } else if count == 0 || errno != EINTR {
        break
      }
    }
    return bytes
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EAGAIN {
        // Whoever started gate left the descriptor non-blocking (node does): a report is not cut short for that.
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
        continue
      }
      // A reader that went away (`gate check | head`) is no concern of the verdict.
      if count < 0, errno != EINTR { return }
      rest = rest.dropFirst(max(0, count))
    }
  }

  private static func processEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    var cursor = environ
    while let entry = cursor.pointee {
      let text = String(cString: entry)
      if let sign = text.firstIndex(of: "=") {
        variables[String(text[..<sign])] = String(text[text.index(after: sign)...])
      }
      cursor += 1
    }
    return variables
  }

  private static func processDirectory() -> LocalPath {
    guard let pointer = getcwd(nil, 0) else { return LocalPath(".") }
    defer { free(pointer) }
    return LocalPath(bytes: UnsafeBufferPointer(start: pointer, count: strlen(pointer)).map { UInt8(bitPattern: $0) })
  }

  private static func processExecutable() -> LocalPath? {
    #if canImport(Darwin)
      var size = UInt32(4096)
      var buffer = [CChar](repeating: 0, count: Int(size))
      guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
      return LocalPath(bytes: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
    #else
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = buffer.withUnsafeMutableBytes { bytes in
        guard let base = bytes.baseAddress else { return -1 }
        return readlink("/proc/self/exe", base.assumingMemoryBound(to: CChar.self), bytes.count)
      }
      return count > 0 && count < buffer.count ? LocalPath(bytes: buffer[..<count]) : nil
    #endif
  }

  private static func processTerminalWidth() -> Int? {
    var size = winsize()
    for descriptor: Int32 in [2, 1] where ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 {
      return Int(size.ws_col)
    }
    return nil
  }
}

/// `write(2)`, under a name that a method called `write` does not hide.
private func systemWrite(_ descriptor: Int32, _ pointer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, pointer, count)
}
