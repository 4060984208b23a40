import Checks
import GateModel
import Synchronization

/// Asks what a program is once a run, however many directories of files it looks at.
final class OnceIdentifier: ToolIdentifier {
  private struct Question: Hashable {
    var executable: LocalPath
    var versionArguments: [String]
    var environment: [String: String]
    var directory: LocalPath
  }

  private let identifier: any ToolIdentifier
  private let known = Mutex<[Question: String]>([:])

  init(_ identifier: any ToolIdentifier) {
    self.identifier = identifier
  }

  func identify(
    executable: LocalPath, versionArguments: [String], environment: [String: String], directory: LocalPath
  ) throws(CheckError) -> String {
    let question = Question(
      executable: executable, versionArguments: versionArguments, environment: environment, directory: directory)
    if let identity = known.withLock({ $0[question] }) { return identity }
    let identity = try identifier.identify(
      executable: executable, versionArguments: versionArguments, environment: environment, directory: directory)
    known.withLock { $0[question] = identity }
    return identity
  }
}
