/// A CI service that says in variables which change a job is about. A new one is a file like the others, and its line in
/// ``all``.
package protocol CIService: Sendable {
  /// The name, as its makers write it.
  var name: String { get }

  /// Whether this is the service that runs the job.
  func isRunning(_ environment: CIEnvironment) -> Bool

  /// The change that the job is about.
  func range(_ environment: CIEnvironment) -> CIRange
}

/// The services that gate knows.
package enum CIServices {
  /// In the order in which they are asked; plain git is what is left.
  static let all: [any CIService] = [
    GitHubActions(), GitLabCI(), Buildkite(), CircleCI(), AzurePipelines(), Jenkins(), PlainGit(),
  ]

  /// The service that runs the job.
  package static func current(_ environment: CIEnvironment) -> any CIService {
    all.first { $0.isRunning(environment) } ?? PlainGit()
  }
}
