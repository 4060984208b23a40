internal import GateModel

/// Finds the best common ancestors of commits (git-merge-base(1)).
struct MergeBase {
  let objects: ObjectDatabase
  let shallow: Set<ObjectID>

  /// A best common ancestor of `one` and of whatever reaches all of `others` would be; `nil` where there is none.
  ///
  /// Among several best ones the newest.
  func best(_ one: ObjectID, _ others: [ObjectID]) throws(GitError) -> ObjectID? {
    var candidates = try common(one, others)
    if candidates.count < 2 { return candidates.first }
    // Dates that lie may let an ancestor of another candidate pass.
    for candidate in candidates {
      let rest = candidates.filter { $0 != candidate }
      let reached = try common(candidate, rest)
      if reached.contains(candidate) { candidates = rest }
    }
    return candidates.first
  }

  /// The common ancestors that no other one was seen to reach, newest first.
  private func common(_ one: ObjectID, _ others: [ObjectID]) throws(GitError) -> [ObjectID] {
    var walk = CommitWalk(objects, shallow: shallow)
    try walk.mark(one, .first)
    for other in others { try walk.mark(other, .second) }
    var found: [ObjectID] = []
    while walk.isWaiting(without: .stale), let id = walk.next() {
      var marks = walk.marks[id] ?? []
      if marks.isSuperset(of: [.first, .second]) {
        if !marks.contains(.stale), !found.contains(id) { found.append(id) }
        marks.insert(.stale)
      }
      for parent in try walk.parents(of: id) { try walk.mark(parent, marks) }
    }
    return found.filter { !(walk.marks[$0] ?? []).contains(.stale) }
  }
}

extension MergeBase {
  /// How many commits are looked at after nothing seems to be left to find.
  private static let patience = 32

  /// The commits that `tip` reaches and none of `known` does, newest first.
  ///
  /// - Parameter limit: how many are returned at most.
  func commits(from tip: ObjectID, notIn known: [ObjectID], limit: Int) throws(GitError) -> [ObjectID] {
    var walk = CommitWalk(objects, shallow: shallow)
    try walk.mark(tip, .first)
    for id in known { try walk.mark(id, .second) }
    var found: [ObjectID] = []
    var seen: Set<ObjectID> = []
    var oldest = Int64.max
    // What waits and is known matters as long as it may reach something that was found: while it is not older. Where dates
    // lie a known commit could be left in; git, too, only goes a few steps further.
    var patience = Self.patience
    while patience > 0 {
      let mayMatter = walk.isWaiting(without: .second) || walk.newestDate.map { $0 >= oldest } ?? false
      patience = mayMatter ? Self.patience : patience - 1
      guard let id = walk.next() else { break }
      let marks = walk.marks[id] ?? []
      // A commit is looked at again when it turns out to be known after all, and passes that on.
      if !marks.contains(.second), seen.insert(id).inserted {
        found.append(id)
        oldest = min(oldest, try walk.date(of: id))
      }
      if known.isEmpty, found.count == limit { break }
      for parent in try walk.parents(of: id) { try walk.mark(parent, marks) }
    }
    return Array(found.lazy.filter { !(walk.marks[$0] ?? []).contains(.second) }.prefix(limit))
  }
}
