import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

extension TestRepository {
  /// Where the snapshots of a test are kept.
  var snapshots: LocalPath { surroundings.appending("snapshots") }

  /// Lays out what is staged, or a commit, as gate does for a check.
  func snapshot(
    of commit: ObjectID? = nil, slot: String = "main", linking links: [String] = [], required: [RepositoryPath] = [],
    in directory: LocalPath? = nil, now: Int64 = 0
  ) throws -> SnapshotTree {
    let repository = try open(in: directory)
    let content = try commit.map { try repository.commitContent($0) } ?? repository.indexContent()
    var request = SnapshotTree.Request(
      location: repository.location, files: try content.files(),
      workTree: repository.location.isBare ? nil : try repository.workTree(), parent: snapshots, now: now)
    request.slot = slot
    request.linkedDirectories = links
    request.required = required
    return try SnapshotTree(request)
  }

  /// A directory with what git writes for the index.
  func checkout(_ name: String, adding variables: [String: String] = [:]) throws -> LocalPath {
    let path = surroundings.appending(name)
    try FileManager.default.createDirectory(atPath: path.description, withIntermediateDirectories: false)
    try git(["checkout-index", "--all", "--force", "--prefix=\(path)/"], adding: variables)
    return path
  }
}

/// Every path below a directory with its type, permissions and bytes.
func listing(_ directory: LocalPath) throws -> String {
  let script = """
    cd "$1" && find . -mindepth 1 -name .git -prune -o -mindepth 1 -printf '%y %m %P -> %l\\n' | sort;
    find . -name .git -prune -o -type f -print0 | sort -z | xargs -0 -r sha256sum
    """
  let run = try runProcess(
    "/bin/sh", ["-c", script, "sh", directory.description], environment: ["PATH": "/usr/bin:/bin"])
  guard run.status == 0 else { throw TestSupportError(run.errors) }
  return run.output
}

/// The same files, byte for byte.
func expectSame(
  _ ours: LocalPath, _ theirs: LocalPath, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let (one, other) = try (listing(ours), listing(theirs))
  if one == other { return }
  let difference = other.split(separator: "\n").difference(from: one.split(separator: "\n"))
  let lines = difference.prefix(6).map { change in
    switch change {
    case .insert(_, let line, _): "git has \(line)"
    case .remove(_, let line, _): "gate has \(line)"
    }
  }
  Issue.record("\(comment ?? ""): \(lines)", sourceLocation: sourceLocation)
}

/// Every path below a directory with what tells that it was not touched, to the nanosecond.
func marks(_ directory: LocalPath, besides pruned: String = "-path ./.git/objects") throws -> String {
  let script = """
    find . \(pruned) -prune -o -printf '%P %s %T@ %i %m\\n' | sort; test ! -e .git/index || sha256sum .git/index
    """
  let environment = ["PATH": "/usr/bin:/bin"]
  return try runProcess("/bin/sh", ["-c", script], environment: environment, directory: directory).output
}
