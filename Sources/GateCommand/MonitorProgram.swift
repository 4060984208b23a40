import GateModel
import GitRepository
import Synchronization
import ToolProcess

/// Runs the program that watches the working tree for git (`core.fsmonitor`), as git runs it. Whatever goes wrong, gate looks
/// for itself.
final class MonitorProgram: Sendable {
  /// How long it may think: a look at a hundred thousand files takes less.
  private static let timeout = Duration.seconds(1)
  private static let shell = LocalPath("/bin/sh")

  private let environment: [String: String]
  /// Whether it did not answer in time once: it is not waited for a second time.
  private let isGivenUp = Atomic(false)

  /// - Parameter environment: the caller's. The program gets it as git would give it, but for git's own variables: inside a
  ///   hook they name the index of the commit that is being made, which is none of its business.
  init(environment: [String: String]) {
    self.environment = environment.filter { !$0.key.hasPrefix("GIT_") }
  }

  /// See ``FileMonitor/Ask``.
  var ask: FileMonitor.Ask { { self.answer($0) } }

  private func answer(_ question: FileMonitor.Question) -> [UInt8]? {
    if isGivenUp.load(ordering: .relaxed) { return nil }
    let script = [Array("-c".utf8), Array("\(question.command) \"$@\"".utf8), Array(question.command.utf8)]
    let command = ToolCommand(
      executable: Self.shell, arguments: script + question.arguments, directory: question.directory,
      environment: environment, timeout: Self.timeout)
    let result: ToolResult
    do throws(ToolError) {
      result = try ToolProcess.runBlocking(command)
    } catch {
      // No shell: there is nobody to ask, now or later.
      isGivenUp.store(true, ordering: .relaxed)
      return nil
    }
    if result.end == .timedOut { isGivenUp.store(true, ordering: .relaxed) }
    // Half of an answer is worse than none.
    return result.end == .exited(0) && !result.isTruncated ? result.standardOutput : nil
  }
}
