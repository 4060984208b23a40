/// Who needs whom around some files: the answer of `gate tests graph`.
package struct DependencyGraphReport: Hashable, Sendable {
  /// A file, or a directory that stands for the data in it.
  package struct Node: Hashable, Sendable {
    /// What it is to the tests.
    package enum Role: String, Hashable, Sendable {
      case test, module, configuration, data, document, directory
    }

    package var path: RepositoryPath
    package var role: Role
    /// Whether the graph was asked for around it.
    package var isAsked: Bool
    /// Whether the change under check took it away.
    package var isGone: Bool
    /// Whether it needs files that its text does not tell.
    package var isOpaque: Bool
    /// The place in ``DependencyGraphReport/cycles`` of the circle that it is part of.
    package var cycle: Int?
    /// How many more need it, or are needed by it, than are shown.
    package var hiddenCount: Int

    package init(
      _ path: RepositoryPath, _ role: Role, isAsked: Bool = false, isGone: Bool = false, isOpaque: Bool = false,
      cycle: Int? = nil, hiddenCount: Int = 0
    ) {
      self.path = path
      self.role = role
      self.isAsked = isAsked
      self.isGone = isGone
      self.isOpaque = isOpaque
      self.cycle = cycle
      self.hiddenCount = hiddenCount
    }
  }

  /// One node that needs another, both by their places in ``DependencyGraphReport/nodes``.
  package struct Link: Hashable, Sendable {
    package var from: Int
    package var to: Int
    package var kind: DependencyKind

    package init(_ from: Int, _ to: Int, _ kind: DependencyKind) {
      self.from = from
      self.to = to
      self.kind = kind
    }
  }

  /// What people know the graph by: the checks whose tests it is for, or their runner.
  package var name: String
  /// The runner whose files these are.
  package var runner: String
  /// In path order.
  package var nodes: [Node]
  /// In the order of the nodes.
  package var links: [Link]
  /// Files that need each other in a circle, each a shortest one, by their places in `nodes`.
  package var cycles: [[Int]]
  /// How many files within the depth were left out because there are too many.
  package var omittedCount: Int
  /// Whether only those who need the files were asked for.
  package var isReverse: Bool
  /// How many links away from the files asked for; `nil` without a limit.
  package var depth: Int?

  package init(
    name: String, runner: String, nodes: [Node], links: [Link], cycles: [[Int]] = [], omittedCount: Int = 0,
    isReverse: Bool = false, depth: Int? = nil
  ) {
    self.name = name
    self.runner = runner
    self.nodes = nodes
    self.links = links
    self.cycles = cycles
    self.omittedCount = omittedCount
    self.isReverse = isReverse
    self.depth = depth
  }
}
