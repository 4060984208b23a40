package import GateModel
import LocalFiles
import ToolProcess

/// The surroundings of checks that run programs, made once by the composition root.
package struct ToolContext: Sendable {
  /// gate's own environment, of which commands get a part.
  package var environment: [String: String]
  /// The root of the working tree, whose `node_modules/.bin` and `.venv/bin` come before `PATH`.
  package var workTree: LocalPath
  /// Says what a program really is.
  package var identifier: any ToolIdentifier
  /// How many commands one check may want to run at once.
  package var width: Int
  /// Where short-lived files go.
  package var temporaryDirectory: LocalPath
  /// What watches the tools that checks start, `nil` where nothing does.
  package var tracer: ToolTracer?
  /// The directory in which snapshots of the content lie, `nil` where there are none.
  package var snapshots: LocalPath?
  /// A collision-resistant digest of the bytes, as text.
  package var digest: @Sendable ([UInt8]) -> String

  package init(
    environment: [String: String], workTree: LocalPath, identifier: any ToolIdentifier, width: Int,
    temporaryDirectory: LocalPath, tracer: ToolTracer? = nil, snapshots: LocalPath? = nil,
    digest: @escaping @Sendable ([UInt8]) -> String
  ) {
    self.environment = environment
    self.workTree = workTree
    self.identifier = identifier
    self.width = max(1, width)
    self.temporaryDirectory = temporaryDirectory
    self.tracer = tracer
    self.snapshots = snapshots
    self.digest = digest
  }

  /// What a command of the check gets as its environment.
  func commandEnvironment(_ settings: CheckSettings) -> [String: String] {
    CommandEnvironment.make(from: environment, declaring: settings.environment)
  }

  /// Finds programs for a check that runs in `directory`, a tree laid out like the repository.
  func locator(_ settings: CheckSettings, in directory: LocalPath) -> ToolLocator {
    let roots = [settings.selector.root, RepositoryPath(bytes: [])].map { workTree.appending($0) }
    return ToolLocator(
      path: environment["PATH"] ?? "", roots: roots[0] == roots[1] ? [workTree] : roots,
      workingDirectory: directory.appending(settings.selector.root))
  }

  /// Where the commands of the check run in the working tree, whose settings version managers go by.
  func toolDirectory(_ settings: CheckSettings) -> LocalPath {
    let directory = workTree.appending(settings.selector.root)
    return LocalFiles.status(directory, followingLinks: true)?.isDirectory == true ? directory : workTree
  }

  /// The declared variables as the cache key sees them.
  func variables(_ settings: CheckSettings) -> [CheckDependencies.Variable] {
    settings.environment.map { CheckDependencies.Variable(name: $0, value: environment[$0]) }
  }
}
