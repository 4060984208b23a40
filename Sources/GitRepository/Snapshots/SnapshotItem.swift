internal import GateModel

/// One thing that a snapshot tree is to hold.
struct SnapshotItem: Sendable {
  enum Kind: UInt32, Sendable {
    case regular
    case executable
    case symbolicLink
    /// A submodule that is not checked out as recorded: an empty directory, as a clone without submodules has.
    case emptySubmodule
    /// A link to the working tree's submodule.
    case linkedSubmodule
    /// A link to a directory of dependencies in the working tree.
    case linkedDirectory
  }

  var path: RepositoryPath
  var kind: Kind
  /// The blob, or the submodule's commit; all zeros for a directory of dependencies.
  var id: ObjectID

  /// Whether it is a directory of the tree itself.
  var isDirectory: Bool { kind == .emptySubmodule }
}

extension SnapshotItem.Kind {
  /// The kind for a file of this mode, `nil` for a submodule.
  init?(_ mode: FileMode) {
    switch mode {
    case .regular: self = .regular
    case .executable: self = .executable
    case .symbolicLink: self = .symbolicLink
    case .submodule: return nil
    }
  }

  /// The mode of the file, `nil` for what is no blob.
  var mode: FileMode? {
    switch self {
    case .regular: .regular
    case .executable: .executable
    case .symbolicLink: .symbolicLink
    case .emptySubmodule, .linkedSubmodule, .linkedDirectory: nil
    }
  }
}
