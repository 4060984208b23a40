import GateConfiguration
import GateModel
import GitRepository

/// Why a command ended before it had a report: what was wrong, what to do, and the status to exit with.
struct CommandFailure: Error {
  var status: ExitStatus
  /// Whole sentences or located errors, one a line.
  var message: String
  var hint: String?
  /// Whether all that is wrong is that gate.yml lists no checks for the hook that was asked for.
  var isUnlistedHook = false

  init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
    self.status = status
    self.message = message
    self.hint = hint
  }

  /// What the repository could not do. Not being in one, or being refused by it, is the user's to mend: misuse.
  init(_ error: GitError) {
    let status: ExitStatus =
      switch error.kind {
      case .notARepository, .unsafeOwnership, .unsupported, .bareRepository, .notFound: .misuse
      default: .couldNotRun
      }
    self.init(status, error.message, hint: error.hint)
  }

  /// What a check's content could not yield.
  init(_ error: CheckError) {
    self.init(.couldNotRun, error.message, hint: error.hint)
  }

  /// The lines for standard error.
  var text: String {
    var text = "gate: \(message)"
    if let hint { text += "\n  hint: \(hint)" }
    return text
  }
}
