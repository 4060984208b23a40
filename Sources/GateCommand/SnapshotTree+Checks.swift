import GateModel
import GitRepository

extension SnapshotTree {
  /// Whether the tree holds all that a check would read of the content: a sparse checkout leaves files out.
  func holdsAll(of reach: ContentReach) -> Bool {
    if leftOutCount == 0 { return true }
    return switch reach {
    case .nothing: true
    case .everything: false
    case .files(let inputs, _): inputs.allSatisfy { $0.version == nil || holds($0.path) }
    }
  }

  /// Whether what a check was given to read is still what it was.
  func isUnchanged(_ reach: ContentReach) throws(GitError) -> Bool {
    switch reach {
    case .nothing: return true
    case .everything:
      guard try changedFiles().isEmpty else { return false }
      return try submodulesAreUnchanged()
    case .files(let inputs, _):
      guard try changedFiles(among: inputs.map(\.path)).isEmpty else { return false }
      return !holdsAny(of: inputs.filter { $0.version == nil }.map(\.path))
    }
  }

  /// What of the tree is not as a checkout would have it, for a person.
  var notes: [String] {
    var pointers: [RepositoryPath] = []
    var unfiltered: [String: [RepositoryPath]] = [:]
    for shortcoming in shortcomings {
      switch shortcoming {
      case .pointer(let path): pointers.append(path)
      case .unfiltered(let path, let driver): unfiltered[driver, default: []].append(path)
      }
    }
    var notes: [String] = []
    if !pointers.isEmpty {
      notes.append("checked as LFS pointers, for their content is not here (git lfs fetch): \(Self.list(pointers))")
    }
    for (driver, paths) in unfiltered.sorted(by: { $0.key < $1.key }) {
      notes.append("checked as git stores them, for gate runs no filter (\(driver)): \(Self.list(paths))")
    }
    if leftOutCount > 0 { notes.append("\(leftOutCount) files outside the sparse checkout were left out") }
    return notes
  }

  private static func list(_ paths: [RepositoryPath]) -> String {
    let shown = paths.prefix(3).map { "\($0)" }.joined(separator: ", ")
    return paths.count > 3 ? "\(shown), and \(paths.count - 3) more" : shown
  }
}
