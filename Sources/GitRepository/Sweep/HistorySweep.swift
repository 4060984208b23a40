package import GateModel

/// What of a repository's whole history was looked at, and what came of it.
package struct HistorySweep<Result: Sendable>: Sendable {
  /// Something that was looked at and came to something.
  package struct Hit: Sendable {
    package var id: ObjectID
    /// A path under which a tree holds the blob; `nil` for a message, and for a blob that no tree holds.
    package var path: RepositoryPath?
    /// Whether it is the message of a commit or of a tag.
    package var isMessage: Bool
    package var result: Result
  }

  /// What was not looked at.
  package struct Omission: Hashable, Sendable {
    package var id: ObjectID
    package var path: RepositoryPath?
    /// How many bytes it has, `nil` where it is not here.
    package var size: Int?
  }

  /// In the order of ids.
  package var hits: [Hit] = []
  package var omissions: [Omission] = []
  package var blobCount = 0
  package var commitCount = 0
  package var byteCount = 0
}

extension Repository {
  /// Shows every file that the repository holds a version of to `look`, on all cores, each version once, and the messages of
  /// commits and tags: of all branches, and what no ref reaches any more but lies here.
  ///
  /// - Parameters:
  ///   - limit: blobs with more bytes are named instead.
  ///   - look: what is made of an object's bytes, `nil` where nothing is. A message comes without a path. Sees the text of a
  ///     message without the head of its object.
  package func sweepHistory<Result: Sendable>(
    limit: Int, look: @escaping @Sendable (_ bytes: [UInt8], _ path: RepositoryPath?, _ isMessage: Bool) -> Result?
  ) throws(GitError) -> HistorySweep<Result> {
    let catalog = try ObjectCatalog(location)
    let names = try Self.names(in: catalog)
    let paths = ObjectPaths(names)
    let parts = try ObjectSweep(catalog, limit: limit).run([.commit, .tag, .blob]) {
      HistorySweep<Result>()
    } visit: { sweep, visit throws(GitError) in
      sweep.byteCount += visit.size
      if visit.kind == .blob { sweep.blobCount += 1 } else { sweep.commitCount += visit.kind == .commit ? 1 : 0 }
      let path = visit.kind == .blob ? paths.path(of: visit.number) : nil
      guard let bytes = visit.bytes else {
        if let id = catalog.id(of: visit.number) {
          sweep.omissions.append(HistorySweep.Omission(id: id, path: path, size: visit.size))
        }
        return
      }
      let text = visit.kind == .blob ? bytes : Self.message(of: bytes)
      guard let result = look(text, path, visit.kind != .blob), let id = catalog.id(of: visit.number) else { return }
      sweep.hits.append(HistorySweep.Hit(id: id, path: path, isMessage: visit.kind != .blob, result: result))
    }
    var whole = HistorySweep<Result>()
    for part in parts {
      whole.hits += part.hits
      whole.omissions += part.omissions
      whole.blobCount += part.blobCount
      whole.commitCount += part.commitCount
      whole.byteCount += part.byteCount
    }
    for (id, tree) in names.missing {
      whole.omissions.append(HistorySweep.Omission(id: id, path: paths.directory(of: Int(tree)), size: nil))
    }
    whole.hits.sort { $0.id.bytes.lexicographicallyPrecedes($1.id.bytes) }
    whole.omissions.sort { $0.id.bytes.lexicographicallyPrecedes($1.id.bytes) }
    return whole
  }

  private static func names(in catalog: ObjectCatalog) throws(GitError) -> NameCollector {
    let count = catalog.count
    let idByteCount = catalog.format.idByteCount
    let parts = try ObjectSweep(catalog, limit: ObjectDatabase.structureLimit).run([.tree]) {
      NameCollector(count: count, idByteCount: idByteCount)
    } visit: { collector, visit throws(GitError) in
      guard let bytes = visit.bytes, collector.add(visit.number, bytes, since: visit.base, in: catalog) else {
        let name = catalog.id(of: visit.number)?.description ?? "of a pack"
        throw GitError(.malformed, "tree \(name) is damaged", hint: "see what is damaged: git fsck")
      }
    }
    guard var whole = parts.first else { return NameCollector(count: count, idByteCount: idByteCount) }
    for part in parts.dropFirst() { whole.merge(part) }
    return whole
  }
}
