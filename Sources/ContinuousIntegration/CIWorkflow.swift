/// What a workflow has to install before gate can run the checks of a repository.
package struct CIInstallation: Hashable, Sendable {
  /// Command lines, in order.
  package var commands: [String]
  /// What has no command that is right everywhere: a line for a person each.
  package var notes: [String]

  package init(commands: [String] = [], notes: [String] = []) {
    self.commands = commands
    self.notes = notes
  }

  /// Both as the lines of a shell script, `true` where there is nothing to do.
  var script: [String] { notes.map { "# \($0)" } + (commands.isEmpty ? ["true"] : commands) }
}

/// The environment variables that hold what a remote cache takes. The service has a secret by the name of each.
package struct CISecrets: Hashable, Sendable {
  /// What every run has: the signing key, and what reading takes.
  package var reading: [String]
  /// What only runs on the default branch have besides: whoever may write vouches for what everybody reads.
  package var writing: [String]

  package init(reading: [String], writing: [String]) {
    self.reading = reading
    self.writing = writing.filter { !reading.contains($0) }
  }
}

/// What a workflow is to do.
package struct CIWorkflowPlan: Hashable, Sendable {
  package var installation: CIInstallation
  /// The default branch.
  package var branch: String
  /// `nil` where there is no remote cache.
  package var secrets: CISecrets?
  /// Over how many machines the work is split.
  package var shards: Int
  /// Whether findings are uploaded for code scanning, where the service has that.
  package var uploadsSARIF: Bool

  package init(
    installation: CIInstallation, branch: String, secrets: CISecrets? = nil, shards: Int = 1,
    uploadsSARIF: Bool = false
  ) {
    self.installation = installation
    self.branch = branch
    self.secrets = secrets
    self.shards = shards
    self.uploadsSARIF = uploadsSARIF
  }
}

/// The file that has a CI service run gate. A new service is a file like the others, and its line in ``CIWorkflows``.
package protocol CIWorkflow: Sendable {
  /// The name on the command line.
  var name: String { get }
  /// Where the file lies in a repository.
  var path: String { get }
  /// Whether the service takes SARIF from a workflow.
  var takesSARIF: Bool { get }

  /// The file's text.
  func text(_ plan: CIWorkflowPlan) -> String
}

/// The workflows that gate can write.
package enum CIWorkflows {
  /// In the order in which they are listed.
  package static let all: [any CIWorkflow] = [GitHubWorkflow(), GitLabWorkflow()]
}

extension [String] {
  /// The lines, each this deep; an empty line stays empty.
  func indented(by depth: Int) -> [String] { map { $0.isEmpty ? "" : String(repeating: " ", count: depth) + $0 } }
}
