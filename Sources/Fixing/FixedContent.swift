package import GateModel

/// Content under check with other versions of some of its files.
package struct FixedContent: ContentSource {
  private let base: any ContentSource
  private let versions: [RepositoryPath: FileVersion]

  /// - Parameter files: what is different; their paths are in `base`, their blobs where the blobs of `base` are.
  package init(_ base: any ContentSource, with files: [FixedFile]) {
    self.base = base
    versions = Dictionary(files.map { ($0.path, $0.new) }, uniquingKeysWith: { _, last in last })
  }

  package func files() throws(CheckError) -> [SnapshotFile] {
    try base.files().map { file in
      versions[file.path].map { SnapshotFile(path: file.path, version: $0) } ?? file
    }
  }

  package func version(at path: RepositoryPath) throws(CheckError) -> FileVersion? {
    if let version = versions[path] { return version }
    return try base.version(at: path)
  }

  package func size(of id: ObjectID) throws(CheckError) -> UInt64 { try base.size(of: id) }

  package func bytes(of id: ObjectID, limit: UInt64) throws(CheckError) -> [UInt8] {
    try base.bytes(of: id, limit: limit)
  }
}

extension CheckScope {
  /// The scope with other versions of some of its files. A change that is thereby undone is none any more.
  ///
  /// - Throws: `CheckError` where the changes cannot be listed.
  package func fixed(_ files: [FixedFile]) throws(CheckError) -> CheckScope {
    let versions = Dictionary(files.map { ($0.path, $0.new) }, uniquingKeysWith: { _, last in last })
    let kept: [Change] = try changes.changes.compactMap { change in
      guard change.new != nil, let version = versions[change.path] else { return change }
      var change = change
      change.new = version
      return change.old == version && change.oldPath == nil ? nil : change
    }
    return CheckScope(kind: kind, changes: ChangeSet(kept), content: FixedContent(content, with: files))
  }
}
