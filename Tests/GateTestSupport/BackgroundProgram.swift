import Foundation
package import GateModel
import Synchronization

/// A program that runs beside the test, until ``kill()`` or the end of the value.
package final class BackgroundProgram: Sendable {
  /// `nil` once it has been waited for: its number may be another's from then on.
  private let process: Mutex<pid_t?>

  /// Starts `executable`, an absolute path, with its output in the file `output`.
  package init(_ executable: String, _ arguments: [String], output: LocalPath) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for descriptor: Int32 in [1, 2] {
      posix_spawn_file_actions_addopen(
        &actions, descriptor, output.description, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    }
    var words = copies(of: [executable] + arguments)
    var variables = copies(of: ["PATH=/usr/bin:/bin", "LC_ALL=C"])
    defer { for word in words + variables { free(word) } }
    var started: pid_t = 0
    let code = posix_spawn(&started, executable, &actions, nil, &words, &variables)
    guard code == 0 else {
      throw TestSupportError("could not start \(executable): \(String(cString: strerror(code)))")
    }
    process = Mutex(started)
  }

  deinit { kill() }

  /// Whether it still runs.
  package var isRunning: Bool {
    process.withLock { process in
      guard let running = process else { return false }
      var status: Int32 = 0
      if waitpid(running, &status, WNOHANG) == running { process = nil }
      return process != nil
    }
  }

  /// Makes it stand still: connections to it are made, and never answered.
  package func suspend() { signal(SIGSTOP) }

  /// Lets it go on.
  package func resume() { signal(SIGCONT) }

  /// Ends it at once.
  package func kill() {
    process.withLock { process in
      guard let running = process else { return }
      Foundation.kill(running, SIGKILL)
      var status: Int32 = 0
      while waitpid(running, &status, 0) < 0, errno == EINTR {}
      process = nil
    }
  }

  private func signal(_ number: Int32) {
    process.withLock { process in
      if let running = process { _ = Foundation.kill(running, number) }
    }
  }
}

/// The strings as C has them, to be freed, with the `nil` that ends them.
private func copies(of texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
  var copies: [UnsafeMutablePointer<CChar>?] = []
  for text in texts { copies.append(strdup(text)) }
  copies.append(nil)
  return copies
}
