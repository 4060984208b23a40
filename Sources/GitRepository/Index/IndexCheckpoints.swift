/// Where every 64th entry of an index starts: enough to find any of them, at a few bytes for each.
struct IndexCheckpoints: Sendable {
  static let spacing = 64

  private var starts: [Int] = []
  /// Version 4 only: the paths of the entries before those at the checkpoints, one after the other.
  private var paths: [UInt8] = []
  private var pathEnds: [Int] = []

  var count: Int { starts.count }

  /// - Parameter previous: the path of the entry before, where paths are compressed.
  mutating func add(start: Int, previous: UnsafeRawBufferPointer?) {
    starts.append(start)
    guard let previous else { return }
    paths.append(contentsOf: previous)
    pathEnds.append(paths.count)
  }

  func start(_ checkpoint: Int) -> Int { starts[checkpoint] }

  /// The path of the entry before the checkpoint; empty where paths are not compressed.
  func previousPath(_ checkpoint: Int) -> ArraySlice<UInt8> {
    guard checkpoint < pathEnds.count else { return [] }
    return paths[(checkpoint == 0 ? 0 : pathEnds[checkpoint - 1])..<pathEnds[checkpoint]]
  }
}
