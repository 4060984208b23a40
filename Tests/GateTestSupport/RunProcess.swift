import Foundation
package import GateModel

/// What a program left behind.
package struct ProcessResult: Hashable, Sendable {
  /// The exit status; 128 and the signal's number for a program that a signal ended.
  package let status: Int32
  package let stdout: [UInt8]
  package let stderr: [UInt8]

  /// Standard output as text.
  package var output: String { String(decoding: stdout, as: UTF8.self) }
  /// Standard error as text.
  package var errors: String { String(decoding: stderr, as: UTF8.self) }
}

/// Runs a program to its end, with just the environment that is given.
///
/// - Parameters:
///   - executable: an absolute path, or a name that is looked up in `environment`'s `PATH` (else in the test's own).
///   - environment: all of it; nothing is inherited.
///   - directory: where it runs; the test's own current directory when `nil`.
///   - seconds: after so long its process group is killed and an error is thrown.
/// - Throws: `TestSupportError` when it cannot be started or does not end. A status other than 0 is no error.
@discardableResult
package func runProcess(
  _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
  directory: LocalPath? = nil, stdin: [UInt8] = [], seconds: Double = 120
) throws -> ProcessResult {
  try runProcess(
    executable, bytes: arguments.map { Array($0.utf8) }, environment: environment, directory: directory, stdin: stdin,
    seconds: seconds)
}

/// The same, with arguments that need not be UTF-8.
@discardableResult
package func runProcess(
  _ executable: String, bytes arguments: [[UInt8]], environment: [String: String] = [:],
  directory: LocalPath? = nil, stdin: [UInt8] = [], seconds: Double = 120
) throws -> ProcessResult {
  let path = try located(executable, environment)
  // Files and not pipes: whatever the program writes, in whatever order, nobody waits for anybody.
  let files = try (0..<3).map { _ in try ScratchFile() }
  try files[0].write(stdin)

  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  for (number, file) in files.enumerated() {
    posix_spawn_file_actions_adddup2(&actions, file.descriptor, Int32(number))
  }
  if let directory { try addChangeOfDirectory(to: directory, &actions) }
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

  var process: pid_t = 0
  let words = [Array(path.utf8)] + arguments
  let code = withCStrings(words) { words in
    withCStrings(environment.map { Array("\($0)=\($1)".utf8) }) { variables in
      posix_spawn(&process, path, &actions, &attributes, words, variables)
    }
  }
  guard code == 0 else { throw TestSupportError("could not start \(path): \(String(cString: strerror(code)))") }
  let status = try ended(process, within: seconds, what: "\(executable) \(words.count - 1) arguments")
  return ProcessResult(status: status, stdout: try files[1].read(), stderr: try files[2].read())
}

private func addChangeOfDirectory(
  to directory: LocalPath, _ actions: inout posix_spawn_file_actions_t
) throws {
  #if canImport(Darwin)
    let code = directory.withCString { posix_spawn_file_actions_addchdir_np(&actions, $0) }
  #else
    // glibc has it since 2.29, but hides it from Swift behind _GNU_SOURCE.
    typealias Function = @convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>) -> Int32
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "posix_spawn_file_actions_addchdir_np") else {
      throw TestSupportError("this C library cannot start a process in another directory")
    }
    let function = unsafeBitCast(symbol, to: Function.self)
    let code = directory.withCString { function(&actions, $0) }
  #endif
  guard code == 0 else { throw TestSupportError("could not start in \(directory)") }
}

private func ended(_ process: pid_t, within seconds: Double, what: String) throws -> Int32 {
  let deadline = Date().addingTimeInterval(seconds)
  var status: Int32 = 0
  var pause: UInt32 = 200
  while true {
    let answer = waitpid(process, &status, WNOHANG)
    if answer == process { break }
    if answer < 0, errno != EINTR { throw TestSupportError("lost sight of \(what)") }
    if Date() > deadline {
      kill(-process, SIGKILL)
      waitpid(process, &status, 0)
      throw TestSupportError("\(what) did not end within \(seconds) s")
    }
    usleep(pause)
    pause = min(pause * 2, 5000)
  }
  let signal = status & 0x7f
  return signal == 0 ? (status >> 8) & 0xff : 128 + signal
}

private func located(_ executable: String, _ environment: [String: String]) throws -> String {
  if executable.contains("/") { return executable }
  let path = environment["PATH"] ?? ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
  for directory in path.split(separator: ":") where access("\(directory)/\(executable)", X_OK) == 0 {
    return "\(directory)/\(executable)"
  }
  throw TestSupportError("\(executable) is not in \(path)")
}

private func withCStrings<Result>(
  _ strings: [[UInt8]], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var copies: [UnsafeMutablePointer<CChar>?] = strings.map { bytes in
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
    for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
    copy[bytes.count] = 0
    return copy
  }
  defer { for copy in copies { copy?.deallocate() } }
  copies.append(nil)
  return copies.withUnsafeMutableBufferPointer { buffer in
    guard let start = buffer.baseAddress else { preconditionFailure("the array holds at least its nil") }
    return body(start)
  }
}

/// A nameless file, closed with the value.
private final class ScratchFile {
  let descriptor: Int32

  init() throws {
    var template = (FileManager.default.temporaryDirectory.path + "/gate-io-XXXXXX").utf8.map { CChar(bitPattern: $0) }
    template.append(0)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw TestSupportError("could not make a scratch file") }
    // Another test may spawn at this moment; its child must not inherit ours.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) throws {
    var offset = 0
    while offset < bytes.count {
      let count = bytes[offset...].withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
      guard count > 0 else { throw TestSupportError("could not write a scratch file") }
      offset += count
    }
  }

  func read() throws -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = chunk.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(bytes.count)) }
      guard count >= 0 else { throw TestSupportError("could not read a scratch file") }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }
}
