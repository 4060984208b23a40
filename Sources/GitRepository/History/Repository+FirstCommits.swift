package import GateModel

/// Where in the history something first was.
package struct HistoricPlace: Hashable, Sendable {
  package var commit: ObjectID
  package var path: RepositoryPath
  /// When the commit was made, in seconds since 1970; 0 where it does not say.
  package var date: Int64
  /// Who wrote it, without the mail address; `nil` where it does not say.
  package var author: String?
  /// The place of the commit among all, the oldest first.
  package var order: Int
}

extension Repository {
  /// The oldest commit that any ref or HEAD reaches and that holds the blob, for each of `blobs`; none for what no commit holds.
  ///
  /// - Parameter blobs: with the path where each is looked for first.
  package func firstCommits(
    holding blobs: [(id: ObjectID, path: RepositoryPath)]
  ) throws(GitError) -> [ObjectID: HistoricPlace] {
    if blobs.isEmpty { return [:] }
    var search = BlobSearch(blobs, TreeReader(self))
    let commits = try allCommits()
    for (order, id) in commits.enumerated() where !search.isDone {
      try search.look(in: objects.commit(id).tree, of: id, order)
    }
    // A copy elsewhere may be what the branches hold.
    search.looksEverywhere = true
    for (order, id) in commits.enumerated() where !search.isDone {
      try search.look(in: objects.commit(id).tree, of: id, order)
    }
    var places: [ObjectID: HistoricPlace] = [:]
    for (blob, found) in search.found {
      places[blob] = try place(of: found.commit, found.path, order: found.order)
    }
    return places
  }

  /// What a commit says of itself, as the place of its message.
  package func place(ofCommit id: ObjectID) throws(GitError) -> HistoricPlace {
    try place(of: id, RepositoryPath(bytes: []), order: 0)
  }

  private func place(of commit: ObjectID, _ path: RepositoryPath, order: Int) throws(GitError) -> HistoricPlace {
    let object = try objects.structure(commit)
    let commit = HistoricPlace(
      commit: commit, path: path, date: Commit(object.bytes)?.date ?? 0, author: Commit.author(object.bytes),
      order: order)
    return commit
  }

  /// All commits that HEAD or a ref reaches, the oldest first.
  private func allCommits() throws(GitError) -> [ObjectID] {
    var walk = CommitWalk(objects, shallow: try location.shallowCommits)
    for name in ["HEAD"] + (try references.names(below: "refs/")) {
      // A ref may dangle, or stand for a tree or a blob.
      guard let id = try? references.resolve(name), let commit = try? objects.peeled(id) else { continue }
      try walk.mark(commit, .first)
    }
    var commits: [ObjectID] = []
    while let id = walk.next() {
      commits.append(id)
      for parent in try walk.parents(of: id) { try walk.mark(parent, .first) }
    }
    return commits.reversed()
  }
}

/// Looks for blobs in one tree after the other, in each directory once.
private struct BlobSearch {
  /// A directory on the way to a blob that is looked for.
  private final class Node {
    var below: [[UInt8]: Node] = [:]
    var seen: Set<ObjectID> = []
  }

  private let root = Node()
  private let trees: TreeReader
  private var wanted: Set<ObjectID>
  private var seen: Set<ObjectID> = []
  var found: [ObjectID: (commit: ObjectID, path: RepositoryPath, order: Int)] = [:]
  /// Whether directories are entered that none of the paths lies in.
  var looksEverywhere = false

  var isDone: Bool { wanted.isEmpty }

  init(_ blobs: [(id: ObjectID, path: RepositoryPath)], _ trees: TreeReader) {
    self.trees = trees
    wanted = Set(blobs.map(\.id))
    for blob in blobs {
      var node = root
      for name in blob.path.bytes.split(separator: UInt8(ascii: "/")) {
        let next = node.below[Array(name)] ?? Node()
        node.below[Array(name)] = next
        node = next
      }
    }
  }

  mutating func look(in tree: ObjectID, of commit: ObjectID, _ order: Int) throws(GitError) {
    var waiting: [(tree: ObjectID, node: Node?, prefix: [UInt8])] = [(tree, root, [])]
    while let (tree, node, prefix) = waiting.popLast() {
      if looksEverywhere {
        guard seen.insert(tree).inserted else { continue }
      } else {
        guard let node, node.seen.insert(tree).inserted else { continue }
      }
      for entry in try trees.entries(of: tree) {
        let next = node?.below[entry.name]
        if entry.isDirectory {
          guard looksEverywhere || next != nil else { continue }
          waiting.append((entry.id, next, prefix + entry.name + [UInt8(ascii: "/")]))
        } else if looksEverywhere || next != nil, wanted.remove(entry.id) != nil {
          found[entry.id] = (commit, RepositoryPath(bytes: prefix + entry.name), order)
        }
      }
    }
  }
}
