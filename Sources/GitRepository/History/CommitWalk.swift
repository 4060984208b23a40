internal import GateModel

/// Walks from commits to their parents, newest first, with marks that pass from a commit to all that it reaches.
struct CommitWalk {
  /// What is known of a commit.
  struct Marks: OptionSet {
    let rawValue: UInt8
    /// Reached from one side.
    static let first = Marks(rawValue: 1)
    /// Reached from the other side.
    static let second = Marks(rawValue: 2)
    /// Reached from a common ancestor, so that it is none of the best.
    static let stale = Marks(rawValue: 4)
  }

  private let objects: ObjectDatabase
  /// Commits whose parents a shallow clone lacks.
  private let shallow: Set<ObjectID>
  private(set) var marks: [ObjectID: Marks] = [:]
  private var commits: [ObjectID: Commit] = [:]
  private var queue = CommitQueue()

  init(_ objects: ObjectDatabase, shallow: Set<ObjectID>) {
    self.objects = objects
    self.shallow = shallow
  }

  /// Whether something waits whose marks lack `mark`.
  func isWaiting(without mark: Marks) -> Bool {
    queue.contains { !(marks[$0] ?? []).contains(mark) }
  }

  /// When the newest commit that waits was committed, in seconds since 1970; `nil` where none waits.
  var newestDate: Int64? { queue.newestDate }

  /// When a commit was committed, in seconds since 1970.
  mutating func date(of id: ObjectID) throws(GitError) -> Int64 { try commit(id).date }

  /// Adds marks to a commit and has it looked at, again where it was before.
  mutating func mark(_ id: ObjectID, _ new: Marks) throws(GitError) {
    let old = marks[id] ?? []
    if marks[id] != nil, old.isSuperset(of: new) { return }
    marks[id] = old.union(new)
    queue.insert(id, date: try commit(id).date)
  }

  /// The newest commit that waits, `nil` at the end.
  mutating func next() -> ObjectID? { queue.popNewest() }

  /// The parents of a commit, none where a shallow clone was cut off.
  mutating func parents(of id: ObjectID) throws(GitError) -> [ObjectID] {
    shallow.contains(id) ? [] : try commit(id).parents
  }

  private mutating func commit(_ id: ObjectID) throws(GitError) -> Commit {
    if let known = commits[id] { return known }
    let commit = try objects.commit(id)
    commits[id] = commit
    return commit
  }
}

/// Commits that wait, the newest in front; of equal age the one that came first.
private struct CommitQueue {
  private struct Element {
    var id: ObjectID
    var date: Int64
    var order: Int
  }

  /// A binary heap.
  private var elements: [Element] = []
  private var count = 0

  var newestDate: Int64? { elements.first?.date }

  func contains(where test: (ObjectID) -> Bool) -> Bool { elements.contains { test($0.id) } }

  mutating func insert(_ id: ObjectID, date: Int64) {
    count += 1
    elements.append(Element(id: id, date: date, order: count))
    var index = elements.count - 1
    while index > 0, precedes(index, (index - 1) / 2) {
      elements.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  mutating func popNewest() -> ObjectID? {
    guard let newest = elements.first else { return nil }
    elements.swapAt(0, elements.count - 1)
    elements.removeLast()
    var index = 0
    while true {
      let children = [2 * index + 1, 2 * index + 2].filter { $0 < elements.count }
      guard let first = children.min(by: { precedes($0, $1) }), precedes(first, index) else { return newest.id }
      elements.swapAt(index, first)
      index = first
    }
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    let (one, other) = (elements[left], elements[right])
    return one.date != other.date ? one.date > other.date : one.order < other.order
  }
}
