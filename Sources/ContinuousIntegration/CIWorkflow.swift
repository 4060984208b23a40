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

/// The file that has a CI service run gate. A new service is a file like the others, and its line in ``CIWorkflows``.
package protocol CIWorkflow: Sendable {
  /// The name on the command line.
  var name: String { get }
  /// Where the file lies in a repository.
  var path: String { get }

  /// The file's text.
  ///
  /// - Parameter branch: the default branch.
  func text(installing: CIInstallation, branch: String) -> String
}

/// The workflows that gate can write.
package enum CIWorkflows {
  /// In the order in which they are listed.
  package static let all: [any CIWorkflow] = [GitHubWorkflow(), GitLabWorkflow()]
}

extension [String] {
  /// The lines, each this deep; an empty line stays empty.
  func indented(by depth: Int) -> String {
    map { $0.isEmpty ? "" : String(repeating: " ", count: depth) + $0 }.joined(separator: "\n")
  }
}
