package import GateModel

/// The program that watches the files of a working tree for git (`core.fsmonitor`), as gate asks it.
///
/// It is asked what changed since the index was written, as git asks it; what it answers goes nowhere but into the pass over
/// the working tree. git's own daemon (`core.fsmonitor = true`) is not a program that can be asked, and counts as none.
package struct FileMonitor: Sendable {
  /// A question to the program, as githooks(5) has it under "fsmonitor-watchman".
  package struct Question: Hashable, Sendable {
    /// A command for the shell, to which the arguments are added.
    package let command: String
    /// The version of the question, 1 or 2, and the moment from which on changes count.
    package let arguments: [[UInt8]]
    /// The root of the working tree, in which the program runs.
    package let directory: LocalPath
  }

  /// Puts a question; returns what the program wrote to standard output, `nil` where it did not end well or in time.
  package typealias Ask = @Sendable (Question) -> [UInt8]?

  private let command: String
  /// Those that are tried in turn.
  private let versions: [Int]
  private let workTree: LocalPath
  private let ask: Ask

  /// The monitor that the configuration names, `nil` where there is none, or nobody to ask it.
  init?(_ configuration: GitConfiguration, workTree: LocalPath, ask: Ask?) {
    guard let ask, let command = configuration.value("core.fsmonitor"), GitConfiguration.truth(command) == nil
    else { return nil }
    self.command = command
    self.workTree = workTree
    self.ask = ask
    versions =
      switch configuration.value("core.fsmonitorHookVersion") {
      case "1": [1]
      case "2": [2]
      default: [2, 1]
      }
  }

  /// What may have changed since the moment that `token` names: files, and directories with all that is in them; `nil` where
  /// the program cannot say.
  func changes(since token: [UInt8]) -> [RepositoryPath]? {
    // The daemon's: a program cannot know what it means.
    if token.starts(with: "builtin:".utf8) { return nil }
    for version in versions {
      // The first version knows times alone.
      if version == 1, !token.allSatisfy({ (0x30...0x39).contains($0) }) { return nil }
      let question = Question(command: command, arguments: [Array("\(version)".utf8), token], directory: workTree)
      if let answer = ask(question) { return Self.paths(answer, version: version) }
    }
    return nil
  }

  /// The paths in an answer, `nil` where it is malformed, or a slash: everything may have changed.
  static func paths(_ answer: [UInt8], version: Int) -> [RepositoryPath]? {
    var rest = answer[...]
    if version == 2 {
      // The moment of the answer, of which only who writes the index has use.
      guard let end = rest.firstIndex(of: 0), end > rest.startIndex else { return nil }
      rest = rest[(end + 1)...]
    }
    if rest.isEmpty { return [] }
    if rest.last == 0 { rest.removeLast() }
    var paths: [RepositoryPath] = []
    for name in rest.split(separator: 0, omittingEmptySubsequences: false) {
      let path = name.last == UInt8(ascii: "/") ? name.dropLast() : name
      let isPlain = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { component in
        !component.isEmpty && !component.elementsEqual(".".utf8) && !component.elementsEqual("..".utf8)
      }
      guard isPlain else { return nil }
      paths.append(RepositoryPath(bytes: path))
    }
    return paths
  }
}
